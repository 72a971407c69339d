"""The cast: who takes part in the rounds of the invented province, and what each could try first."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.web.acting import Role

PROVINCE = "990000"
CITIES = {"yunzhou": ("990100", "云州市"), "lanjiang": ("990200", "澜江市"), "songlan": ("990300", "松岚市")}
"""Login of a city's coordinator: its code and name."""
EDUCATION, FINANCE, SUPERVISION, PERSONNEL, POSTS = "01", "02", "03", "04", "05"
"""Departments of a city, as their codes end."""
FOUNDED = {PERSONNEL: "人力资源和社会保障局", POSTS: "委机构编制委员会办公室"}
"""Departments that the example's tables do not have."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast; `first` and `first_en`: what to try first."""

    login: str
    name: str
    role: Role
    code: str
    title: str
    first: str
    first_en: str


def department(city: str, part: str) -> str:
    """The code of a city's department."""
    return f"{city}-{part}"


OFFICE = (
    Member("operator", "方管理员", Role.OPERATOR, PROVINCE, "系统管理员", "人员、机构、操作记录", "people, bodies, audit"),
    Member(
        "supervisor", "严督导", Role.SUPERVISOR, PROVINCE, "督导室主任",
        "看进度、催办、延期，再新建一轮", "the board: remind, extend; open another round",
    ),
    Member("inspector", "顾督学", Role.INSPECTOR, PROVINCE, "督学", "查看各市材料（只读）", "look into the cities, read only"),
    Member("author", "程编制员", Role.AUTHOR, PROVINCE, "方案编制", "浏览方案，上传修订版", "browse a scheme, send a revision"),
)  # fmt: skip
YUNZHOU = (
    Member(
        "yunzhou", "许联络员", Role.COORDINATOR, "990100", "市政府教育督导室",
        "答复公示意见，结束公示，报送，看回执", "answer the objection, end the notice, send, see the receipt",
    ),
    Member("yunzhou.edu", "田填报员", Role.REPORTER, "990100-01", "市教育局", "看已封存的数据、佐证、报告", "look at what was sealed: data, evidence, report"),
    Member("yunzhou.fin", "金填报员", Role.REPORTER, "990100-02", "市财政局", "经费数据", "figures of spending"),
    Member("yunzhou.hr", "任填报员", Role.REPORTER, "990100-04", "市人社局", "教师待遇", "pay of teachers"),
    Member("yunzhou.posts", "边填报员", Role.REPORTER, "990100-05", "市委编办", "教师编制", "posts of teachers"),
    Member("yunzhou.leader", "江市长", Role.LEADER, "990100", "副市长", "看已审签的报送件和备案表", "see what was signed, and the record form"),
)  # fmt: skip
LANJIANG = (
    Member(
        "lanjiang", "宋联络员", Role.COORDINATOR, "990200", "市政府教育督导室",
        "看谁没填，审核一份，核对上传的报告；复核澜城区的申报", "see who is behind; accept or return; check the uploaded report; review a district's application",
    ),
    Member("lanjiang.edu", "陆填报员", Role.REPORTER, "990200-01", "市教育局", "接着填数据，改退回的", "go on filling; mend what came back"),
    Member("lanjiang.fin", "钱填报员", Role.REPORTER, "990200-02", "市财政局", "经费数据", "figures of spending"),
    Member("lanjiang.hr", "温填报员", Role.REPORTER, "990200-04", "市人社局", "教师待遇", "pay of teachers"),
    Member("lanjiang.leader", "白市长", Role.LEADER, "990200", "副市长", "看本市进度", "see how far the city is"),
)  # fmt: skip
SONGLAN = (
    Member(
        "songlan", "石联络员", Role.COORDINATOR, "990300", "市政府教育督导室",
        "从任务分解做起（已逾期、被催办）", "begin: hand out the tasks (late, reminded)",
    ),
    Member("songlan.edu", "麦填报员", Role.REPORTER, "990300-01", "市教育局", "等待分工后填报", "fill once tasks are handed out"),
    Member("songlan.fin", "银填报员", Role.REPORTER, "990300-02", "市财政局", "等待分工后填报", "fill once tasks are handed out"),
    Member("songlan.hr", "冷填报员", Role.REPORTER, "990300-04", "市人社局", "等待分工后填报", "fill once tasks are handed out"),
    Member("songlan.leader", "柏市长", Role.LEADER, "990300", "副市长", "看本市进度", "see how far the city is"),
)  # fmt: skip
COUNTY = (
    Member("lancheng", "尤联络员", Role.COORDINATOR, "990202", "区政府教育督导室", "看优质均衡申报的数据、自评和复核进度；登记台账", "the application for quality balance; the district's ledger"),
    Member("lancheng.edu", "古填报员", Role.REPORTER, "990202-901", "区教育局", "登记台账", "write the district's ledger"),
)  # fmt: skip
CAST = (*OFFICE, *YUNZHOU, *LANJIANG, *SONGLAN, *COUNTY)

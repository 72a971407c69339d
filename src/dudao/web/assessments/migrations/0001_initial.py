import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("rounds", "0002_stages_of_an_application"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("applied", "已申报，待复核"),
                            ("returned", "复核退回"),
                            ("confirmed", "复核通过"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="基本均衡国家认定日期")),
                ("recognised_by", models.CharField(blank=True, max_length=200, verbose_name="认定文件（标题、文号）")),
                ("monitoring", models.TextField(blank=True, verbose_name="认定以来各年度监测情况")),
                ("statement", models.TextField(blank=True, verbose_name="申报意见")),
                ("contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                ("applied_at", models.DateTimeField(null=True)),
                ("applied_by", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
                ("opinion", models.TextField(blank=True, verbose_name="市级复核意见")),
                (
                    "evaluated",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="application", to="rounds.roundbody"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GateDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gate", models.CharField(max_length=60)),
                ("is_occurred", models.BooleanField(verbose_name="是否发生")),
                ("reason", models.CharField(max_length=500, verbose_name="说明")),
                ("declared_at", models.DateTimeField()),
                ("declared_by", models.CharField(max_length=60)),
                (
                    "evaluated",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gate_declarations",
                        to="rounds.roundbody",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("evaluated", "gate"), name="gate_declared_once")],
            },
        ),
        migrations.CreateModel(
            name="ReviewMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=40)),
                ("is_confirmed", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="退回原因")),
                ("digest", models.CharField(max_length=64)),
                ("marked_at", models.DateTimeField()),
                ("marked_by", models.CharField(max_length=60)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="assessments.application"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("application", "part"), name="part_marked_once")],
            },
        ),
        migrations.CreateModel(
            name="SelfAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("point", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "填写中"),
                            ("submitted", "待审核"),
                            ("returned", "被退回"),
                            ("accepted", "已通过"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="自评分"),
                ),
                ("is_met", models.BooleanField(blank=True, null=True, verbose_name="自评结论")),
                ("reason", models.TextField(blank=True, verbose_name="扣分原因")),
                (
                    "bonus",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="申请加分"),
                ),
                ("bonus_reason", models.TextField(blank=True, verbose_name="加分理由")),
                ("narrative", models.TextField(blank=True, verbose_name="自评说明")),
                ("figures", models.JSONField(default=list)),
                ("written_at", models.DateTimeField(null=True)),
                ("written_by", models.CharField(blank=True, max_length=60)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("submitted_by", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
                ("return_reason", models.CharField(blank=True, max_length=500, verbose_name="退回原因")),
                (
                    "evaluated",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="self_assessments",
                        to="rounds.roundbody",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["evaluated", "state"], name="self_assessment_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluated", "point"), name="self_assessment_once_a_point"),
                    models.CheckConstraint(
                        condition=models.Q(("score", None), ("score__gte", 0), _connector="OR"),
                        name="self_score_not_below_nothing",
                    ),
                ],
            },
        ),
    ]

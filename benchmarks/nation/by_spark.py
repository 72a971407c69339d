"""Hand-written SQL on Spark, in one JVM on all cores, from plain Parquet; tables of results are kept in its memory."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.nation.hand_sql import statements
from benchmarks.nation.processes import peak_of, seconds_of
from benchmarks.nation.work import RESULTS, columns_of
from pyspark.sql import DataFrame, SparkSession

TABLES = ("school_stage", "school", "bodies")
SETTINGS = {
    "spark.driver.memory": "6g",
    "spark.sql.shuffle.partitions": str(os.cpu_count()),
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}


class OnParquet:
    """A warm session; every go reads the files anew."""

    def __init__(self, folder: Path) -> None:
        self.kept = tempfile.mkdtemp(prefix="dudao-spark-bench-")
        builder: Any = SparkSession.builder.master("local[*]").config("spark.local.dir", self.kept)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        self.spark = builder.getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")
        self.machine: int = self.spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()
        self.tables = {name: f"parquet.`{folder / name}.parquet`" for name in TABLES}
        self.made: dict[str, DataFrame] = {}

    def go(self, work: str) -> object:
        """The whole work; the areas' rows as Python objects, the rest kept in Spark's memory."""
        for frame in self.made.values():
            frame.unpersist(blocking=True)
        for name, query in statements(self.tables, is_full=work == "full"):
            frame = self.spark.sql(query.replace("FLOAT8", "DOUBLE")).persist()
            frame.createOrReplaceTempView(name)
            frame.count()
            self.made[name] = frame
        return self.made["areas"].collect()

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        self.go("full")
        for name in RESULTS:
            written = Path(self.kept) / name
            self.made[name].select(*columns_of(name)).coalesce(1).write.parquet(str(written))
            shutil.move(next(written.glob("*.parquet")), folder / f"{name}.parquet")

    def processor_seconds(self) -> float:
        """Of the JVM and this process."""
        return time.process_time() + seconds_of(self.machine)

    def peak(self) -> int:
        """Bytes, of the JVM and this process."""
        return peak_of(self.machine) + peak_of(os.getpid())

    def close(self) -> None:
        """Stop Spark and remove what it wrote."""
        self.spark.stop()
        shutil.rmtree(self.kept, ignore_errors=True)

"""Workbooks, CSV and Parquet folders to tables of typed cells, each cell with its place."""

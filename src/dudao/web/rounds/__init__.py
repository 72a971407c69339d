"""Rounds of evaluation: edition, evaluated bodies, timetable, tasks, progress, reminders."""

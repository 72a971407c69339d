from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("tasks", "任务分解"),
                    ("data", "数据填报"),
                    ("evidence", "台账与佐证"),
                    ("self_assessment", "自查自评"),
                    ("report", "自评报告"),
                    ("application", "县级申报"),
                    ("city_review", "市级复核"),
                    ("signing", "审签"),
                    ("notice", "公示"),
                    ("submission", "报送"),
                ],
                max_length=20,
            ),
        ),
    ]

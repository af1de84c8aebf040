from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
import actionline.common.models.mail
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def drop_what_is_wanted(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Without a row a mail is wanted; the rows that stay come to say “on the site only”."""
    apps.get_model("common", "MailChoice").objects.filter(wanted=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0008_attachment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MailSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(default="en", max_length=10, verbose_name="Language of mails"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default=actionline.common.models.mail.site_zone,
                        max_length=64,
                        verbose_name="Time zone",
                    ),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="Hour of the digest",
                    ),
                ),
                (
                    "digest_day",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        default=0,
                        verbose_name="Day of the weekly digest",
                    ),
                ),
                ("paused_address", models.EmailField(blank=True, max_length=254)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("paused_reason", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "verbose_name": "settings of mails",
                "verbose_name_plural": "settings of mails",
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("record_type", models.CharField(max_length=80)),
                ("record_id", models.CharField(max_length=40)),
                ("values", models.JSONField(blank=True, default=dict)),
                ("url", models.CharField(blank=True, max_length=400)),
                ("once", models.CharField(blank=True, max_length=120)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                ("mail_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-id"],
            },
        ),
        migrations.RunPython(drop_what_is_wanted, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="mailchoice",
            name="wanted",
        ),
        migrations.AddField(
            model_name="mail",
            name="good_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mailchoice",
            name="channel",
            field=models.CharField(
                choices=[
                    ("at_once", "by mail at once"),
                    ("daily", "in the daily digest"),
                    ("weekly", "in the weekly digest"),
                    ("site", "on the site only"),
                    ("none", "not at all"),
                ],
                default="site",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="mail",
            name="language",
            field=models.CharField(max_length=10, verbose_name="language"),
        ),
        migrations.AlterField(
            model_name="mail",
            name="to",
            field=models.EmailField(blank=True, max_length=254, verbose_name="to"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                fields=["person", "category", "created_at"], name="common_mail_person__b3e7e9_idx"
            ),
        ),
        migrations.AddField(
            model_name="mailsettings",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mail_settings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["person", "-id"], name="common_noti_person__a4b32f_idx"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["person"], name="unread"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail_at__isnull", False)),
                fields=["mail_at"],
                name="to_be_mailed",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                fields=["record_type", "record_id"], name="common_noti_record__a42ad2_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("once", ""), _negated=True),
                fields=("person", "once"),
                name="told_once",
            ),
        ),
    ]

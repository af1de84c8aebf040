from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    name = "actionline.roadmaps"
    verbose_name = _("Roadmaps and plans")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this room has: records, subjects, notices, texts, tables."""
        from actionline.common import notifications
        from actionline.common import records as types
        from actionline.common.tables import table
        from actionline.framework import hooks as matrix
        from actionline.mandates import hooks as mandates
        from actionline.mandates import stations, subjects
        from actionline.mandates.progress import hooks as progress

        from . import (
            answering,
            figures,
            following,
            hooks,
            notices,
            records,
            station,
            tables,
            translation,
        )

        table.register(tables.ActivityTable)
        table.register(tables.TargetTable)
        types.register(records.RECORD)
        types.register(records.TARGETS)
        subjects.register(records.SUBJECT)
        notifications.register(*notices.KINDS)
        translation.register_texts()
        mandates.add_section(40, answering.section)
        mandates.threads.append(answering.thread)
        stations.register(station.STATION)
        mandates.handed_over.append(answering.hand_over)
        matrix.record_counts.append(records.matrix_counts)
        matrix.records_behind.append(records.behind)
        hooks.activity_sections.append(following.progress)
        hooks.activity_sections.append(following.evidence)
        hooks.threads.append(following.thread)
        progress.targets_of.append(figures.targets_of)
        progress.figures_of.append(figures.take)
        progress.figures_withdrawn.append(figures.withdraw)

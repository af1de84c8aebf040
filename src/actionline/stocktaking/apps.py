from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StocktakingConfig(AppConfig):
    name = "actionline.stocktaking"
    verbose_name = _("Stocktaking")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this room has: files, mails, searches, texts, records."""
        from actionline.accounts import hooks as organisations
        from actionline.common import attachments, notifications, records, saved, search
        from actionline.common import work as background
        from actionline.common.tables import table
        from actionline.framework import hooks

        from . import (
            asking,
            bulk,
            indexing,
            register_behind,
            telling,
            translation,
            twins,
            watching,
        )
        from .importing import ProjectTable
        from .models import Project, Repository, Story, Submission

        attachments.register(
            Submission, read="stocktaking.read_submission", write="stocktaking.write"
        )
        attachments.register(Project, read="", write="stocktaking.keep")
        for curated in (Repository, Story):
            attachments.register(curated, read="stocktaking.see", write="stocktaking.manage")
        notifications.register(*telling.KINDS, watching.KIND)
        background.register(bulk.DECIDE, bulk.TITLE, bulk.decide)
        background.register(asking.ASK, asking.TITLE, asking.ask)
        background.register(twins.FIND, twins.TITLE, twins.find)
        table.register(ProjectTable)
        search.register(indexing.PROJECTS)
        records.register(translation.RECORD)
        translation.register_texts()
        hooks.record_counts.append(indexing.matrix_counts)
        hooks.records_behind.append(register_behind.of_cell)
        organisations.records_of.append(register_behind.of_organisation)
        saved.register("stocktaking:list", _("Projects"))
        saved.register("stocktaking:desk", _("Desk of the register of projects"))

"""Call -> Submission -> Project; a template says what is asked.

What somebody writes is a *submission* until it is accepted; the register shows *projects* only.
A change to a project is again a submission, so that the register keeps what was accepted last.
Why: docs/decisions/0012-submissions-apart.md.
"""

from .calls import Call, LateCode, Question, Template
from .curation import Chosen, Repository, Story
from .dumps import Dump
from .merging import Likely, Merge
from .projects import CheckedLink, Confirmation, Contact, Owner, Project, ProjectEdition
from .submissions import Author, Comment, Reason, Submission
from .terms import Beneficiary
from .watching import Watch

__all__ = [
    "Author",
    "Beneficiary",
    "Call",
    "CheckedLink",
    "Chosen",
    "Comment",
    "Confirmation",
    "Contact",
    "Dump",
    "LateCode",
    "Likely",
    "Merge",
    "Owner",
    "Project",
    "ProjectEdition",
    "Question",
    "Reason",
    "Repository",
    "Story",
    "Submission",
    "Template",
    "Watch",
]

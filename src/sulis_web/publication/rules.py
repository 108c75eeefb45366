"""What may stand on a public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.vocabulary import Audience, PublicFigure

if TYPE_CHECKING:
    from sulis.publish.documents.model import Document


class NotForThePublic(TypeError):
    """Something other than what was cleared for the public reached a public page."""


def check_public(document: Document) -> None:
    """Refuse a document that was not made for the public, or in which any number is not a public figure.

    Raises
    ------
    NotForThePublic
        Naming the finding.
    """
    if document.audience is not Audience.PUBLIC:
        raise NotForThePublic(f"this document was made for the {document.audience.value} audience")
    for finding in document.findings:
        for shown in finding.figures:
            if not isinstance(shown.figure, PublicFigure):
                raise NotForThePublic(f"finding {finding.id} holds a {type(shown.figure).__name__}")

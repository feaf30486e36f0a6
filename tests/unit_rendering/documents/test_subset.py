"""The HTML subset is strict: what no document may hold is an error that names template and line."""

from pathlib import Path

import pytest

from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import Figure, Flag, Paragraph, Table, Text
from relocalisons.rendering.documents.pages import render_document

PAGE = """<article>
  <header>
    <h1>Titre</h1>
  </header>
  <section id="corps">
{body}
  </section>
</article>
"""


def rendered(folder: Path, body: str, **context: object):
    reports = folder / "papers"
    reports.mkdir(exist_ok=True)
    (reports / "page.html").write_text(PAGE.replace("{body}", body), encoding="utf-8")
    return render_document("papers/page.html", templates=folder, **context)


def test_a_page_becomes_a_tree(tmp_path):
    document = rendered(
        tmp_path,
        """
    <p class="note">Un <b>mot</b> fort.</p>
    <table>
      <caption>Actions</caption>
      <colgroup>
        <col data-width="2">
        <col data-width="1" data-align="right">
      </colgroup>
      <thead>
        <tr>
          <th>Action</th>
          <th>État</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>A1</td>
          <td><span data-rag="alert">■ En retard</span></td>
        </tr>
      </tbody>
    </table>
    <figure>
      <figcaption>Message<small>mesure, unité</small></figcaption>
      <img src="planning" alt="Une action dérive.">
    </figure>""",
    )

    note, table, figure = document.sections[0].blocks

    assert document.title == "Titre"
    assert isinstance(note, Paragraph)
    assert note.content == (Text(text="Un "), Text(text="mot", bold=True), Text(text=" fort."))
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["left", "right"]
    assert table.rows[0][1] == (Flag(level="alert", text="■ En retard"),)
    assert isinstance(figure, Figure)
    assert (figure.source, figure.alt) == ("planning", "Une action dérive.")


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("    <p>ok</p>\n    <div>x</div>", 7, "<div> is not part of the subset"),
        ("    <p style='color:red'>x</p>", 6, "<p> may not carry style"),
        ("    <p class='shout'>x</p>", 6, "class='shout' is not one of"),
        ("    <span data-rag='alert'>x</span>", 6, "<span> may not stand in <section>"),
        ("    <p><span data-rag='red'>x</span></p>", 6, "data-rag='red' is not one of"),
        ("    <p><span>x</span></p>", 6, "<span> needs data-rag"),
        ("    loose text", 5, "text 'loose text' directly in <section>"),
        ("    <ul>\n    </ul>", 6, "<ul> has no <li>"),
        ("    <p>never closed", 7, "</section> found where </p> is expected"),
        (
            "    <figure>\n      <figcaption>x</figcaption>\n      <img src='a'>\n    </figure>",
            8,
            "<img> needs alternative text (alt)",
        ),
        (
            "    <figure>\n      <figcaption>x</figcaption>\n      <img src='a' alt=' '>\n"
            "    </figure>",
            8,
            "<img> needs alternative text (alt)",
        ),
        ("    <p>a</p>\n    <p>{{ missing }}</p>", 7, "'missing' is undefined"),
        ("    <p>a</p>\n    {% if %}", 7, "Expected an expression"),
        ("    <script>alert(1)</script>", 6, "<script> is not part of the subset"),
    ],
)
def test_what_no_document_may_hold_is_an_error_with_its_line(tmp_path, body, line, message):
    with pytest.raises(TemplateError) as caught:
        rendered(tmp_path, body)

    assert message in str(caught.value)
    assert f"papers/page.html, line {line}" in str(caught.value)


def test_an_error_in_a_shared_macro_names_the_macro_s_own_file(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "_parts.html").write_text(
        "{% macro piece() %}\n<p>\n  <i>x</i>\n</p>\n{% endmacro %}", encoding="utf-8"
    )

    with pytest.raises(TemplateError, match=r"papers/_parts\.html, line 3: <i> is not part"):
        rendered(tmp_path, '{% import "papers/_parts.html" as parts %}\n    {{ parts.piece() }}')


@pytest.mark.parametrize(
    "rows",
    [
        "<tr>\n<td>one</td>\n</tr>",
        "<tr>\n<td>one</td>\n<td>two</td>\n<td>three</td>\n</tr>",
        "",
    ],
)
def test_a_table_has_as_many_cells_as_columns_and_at_least_one_row(tmp_path, rows):
    body = f"""
    <table>
      <colgroup>
        <col data-width="1">
        <col data-width="1">
      </colgroup>
      <thead>
        <tr>
          <th>a</th>
          <th>b</th>
        </tr>
      </thead>
      <tbody>
        {rows}
      </tbody>
    </table>"""

    with pytest.raises(TemplateError, match=r"cells for 2 columns|has no row"):
        rendered(tmp_path, body)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "<!--@x:1-->", "#strong[x] $a$ {{ 7 }}", "a & b < c"]
)
def test_what_people_typed_stays_the_text_they_typed(tmp_path, typed):
    document = rendered(tmp_path, "    <p>{{ typed }}</p>", typed=typed)

    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.content) == typed


def test_only_plain_blanks_collapse_french_spaces_stay(tmp_path):
    document = rendered(tmp_path, "    <p>12\u202f345\u00a0€   et\n      plus\u00a0: oui</p>")

    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text(text="12\u202f345\u00a0€ et plus\u00a0: oui"),)

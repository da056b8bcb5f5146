"""Every kind of page, in both languages: it answers, its links lead somewhere, it is valid, and anyone can use it."""

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils import translation

from browsing import ROOT, lacking

# Of each kind of page this many are opened in each language.
OF_EACH = 4
AXE = ROOT / "node_modules/axe-core/axe.min.js"
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


class Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        for name in ("href", "src"):
            if named.get(name) and tag in ("a", "link", "img", "script"):
                self.found.append(named[name])


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def view_of(path):
    with translation.override("cy" if path.startswith("/cy/") else "en-gb"):
        return resolve(path).view_name


@pytest.fixture(scope="session")
def pages(site):
    """Walk the site from both front pages; return what each address answered."""
    answers, opened, waiting = {}, defaultdict(int), ["/", "/cy/"]
    while waiting:
        path = waiting.pop(0)
        if path in answers:
            continue
        plain = urlsplit(path).path
        if not plain.startswith("/static/"):
            kind = (plain.startswith("/cy/"), view_of(plain), bool(urlsplit(path).query))
            if opened[kind] >= OF_EACH:
                continue
            opened[kind] += 1
        answers[path] = fetch(site + path)
        status, headers, body = answers[path]
        if status == 200 and headers["Content-Type"].startswith("text/html"):
            for link in Links(body.decode()).found:
                target = urldefrag(urljoin(site + path, link)).url
                if target.startswith(site + "/"):
                    waiting.append(target.removeprefix(site))
    return answers


@pytest.fixture(scope="session")
def html(pages):
    return {
        path: body
        for path, (status, headers, body) in pages.items()
        if status == 200 and headers["Content-Type"].startswith("text/html")
    }


@pytest.mark.parametrize("paper", ["area=kent", "area=essex&lang=cy", "lang=cy"])
def test_paper_is_made_by_a_server_that_made_its_own_build(site, paper):
    """A worker that inherits threads from whoever made the build waits for them for ever."""
    with urllib.request.urlopen(f"{site}/dashboard/2018-19.pdf?{paper}", timeout=60) as answer:
        assert answer.read(5) == b"%PDF-"


def test_every_address_for_programs_answers(site):
    examples = {
        **{"code": "E07990001", "scheme": "street", "kind": "burglary", "force": "exampleshire", "dataset": "street"},
        **{"survey": "exampleshire-public", "wave": "2026", "number": "1", "edition": "2018-19", "item": "positive"},
        **{"month": "2026-09", "build": json.loads(fetch(f"{site}/health")[2])["build"]},
    }
    slugs = {"/claims/": "two-per-cent-reported", "/surveys/questionnaires/": "public-attitude"}
    named = re.findall(r"<code>(/[a-z][^<?]*)</code>", fetch(f"{site}/data/api/")[2].decode())
    asked = []
    for path in {*named} - {"/api/"}:
        slug = next((slug for start, slug in slugs.items() if path.startswith(start)), "judicial-outcomes")
        force = "kent" if path.endswith("/referred.svg") else examples["force"]
        values = {**examples, "slug": slug, "force": force}
        asked.append(re.sub(r"\{(\w+)\}", lambda found, values=values: values[found[1]], path))
        asked[-1] += "?body=kent&other=essex" if "/compare." in path else ""

    assert len(asked) > 40
    assert {path: status for path in asked if (status := fetch(f"{site}{path}")[0]) != 200} == {}


def test_no_link_leads_nowhere(pages):
    assert {path: status for path, (status, _, _) in pages.items() if status != 200} == {}


def test_the_walk_met_every_kind_of_page_in_both_languages(html):
    kinds = {(path.startswith("/cy/"), view_of(urlsplit(path).path)) for path in html}

    wanted = {
        "home", "rises", "place", "series", "place-map", "compare", "forces", "force", "data", "data-files",
        "data-coverage", "data-breaks", "data-downloads", "data-api", "methods", "method", "accessibility", "privacy",
        "contact", "report-problem", "claims", "claim", "measures", "measure", "measure-compare", "measure-flow",
        "surveys", "survey", "survey-wave", "survey-wave-questions", "questionnaires", "questionnaire",
    }  # fmt: skip
    assert {(welsh, name) for welsh in (False, True) for name in wanted} - kinds == set()


def test_every_page_has_its_own_title_and_one_heading(html):
    for path, body in html.items():
        text = body.decode()
        assert len(re.findall(r"<h1[ >]", text)) == 1, path
        assert re.search(r"<title(?: lang=\"[a-z-]+\")?>[^<]{8,}</title>", text), path


def test_every_page_says_who_runs_it_and_that_the_county_is_invented(html):
    for path, body in html.items():
        text = body.decode()
        assert ("Run by nobody in particular" in text) or path.startswith("/cy/"), path
        if "Hollin Vale" in text:
            assert "nvented" in text or path.startswith("/cy/"), path


def test_no_page_has_inline_script_or_style_and_all_forbid_it(pages):
    for path, (_, headers, body) in pages.items():
        if headers["Content-Type"].startswith("text/html"):
            policy = headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy, path
            assert "unsafe-inline" not in policy, path
            # A block of type application/ld+json is data: no browser runs it, and the policy does not speak of it.
            programs = rb'<script(?! type="application/ld\+json">|[^>]*\bsrc=)'
            assert not re.search(rb"<style|\sstyle=|\son[a-z]+=|" + programs, body), path


def test_reading_sets_no_cookie(pages):
    told = [path for path, (_, headers, _) in pages.items() if "Set-Cookie" in headers]

    assert [path for path in told if "report-a-problem" not in path] == []


def test_pages_are_in_the_language_they_say(html):
    for path, body in html.items():
        assert re.search(rb'<html[^>]*\blang="(\w+)', body)[1] == (b"cy" if path.startswith("/cy/") else b"en"), path


def test_no_page_speaks_of_panic(html):
    for path, body in html.items():
        visible = re.sub(r"<[^>]+>", " ", body.decode()).lower()
        assert not re.search(r"\b(surges?|hot-?spots?|epidemic|worst|soar\w*)\b", visible), path


def test_html_is_valid(html, tmp_path):
    if not shutil.which("java"):
        lacking("A Java runtime, for the HTML checker,")
    names = {}
    for number, (path, body) in enumerate(html.items()):
        file = tmp_path / f"{number:04d}.html"
        file.write_bytes(body)
        names[file.as_uri()] = path

    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
    )

    messages = json.loads(done.stderr)["messages"]
    errors = [
        (names.get(one["url"], one["url"]), one.get("lastLine"), one["message"])
        for one in messages
        if one["type"] == "error"
    ]
    assert errors == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark")])
def test_anyone_can_use_every_kind_of_page(html, site, chromium, width, scheme):
    """axe finds nothing, and nothing hangs out of the window."""
    one_of_each = {}
    for path in sorted(html, key=len):
        one_of_each.setdefault((path.startswith("/cy/"), view_of(urlsplit(path).path)), path)
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in one_of_each.values():
        page.goto(site + path, wait_until="load")
        page.add_script_tag(path=str(AXE))
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        problems = [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if problems or wide:
            found[path] = problems + (["wider than the window"] if wide else [])
    context.close()
    assert found == {}


@pytest.mark.browser
def test_pages_need_nothing_from_elsewhere_and_nothing_is_blocked(html, site, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append((message.type, message.text)))
    one_of_each = {}
    for path in sorted(html, key=len):
        one_of_each.setdefault(view_of(urlsplit(path).path), path)
    for path in one_of_each.values():
        page.goto(site + path, wait_until="networkidle")
    context.close()

    ours = (site, "data:", "blob:")
    assert [address for address in asked if not address.startswith(ours)] == []
    assert [text for kind, text in said if kind in ("error", "warning") and not re.search("WebGL|GPU", text)] == []

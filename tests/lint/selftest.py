#!/usr/bin/env python3
"""Shows that every lint can fail, and that it lets good work pass.

Each row is a check, one bad file that it must report (or files that are bad together), and the good counterpart.
"""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

import lint  # noqa: E402
from sources import Tree, strip  # noqa: E402

PAGE = "engine/edge/Page.cpp"
WINDOW = "ui/pages/Page.cpp"
APACHE = "Apache License\n Version 2.0, January 2004\n"
DOC = "resources/docs/user/a.md"


def deployed(line):
    return {"packaging/compose/compose.yaml": line, "engine/base/AllSettings.h": '    {"a.b", 1},\n',
            "app/ctl/A.cpp": 'app.add_option("--store", m_store)->envname("UNMTA_STORE");\n'
                             'root.group("server", "").command("show", "");\n'}


def documented(path=None, text=None):
    """A documentation that tells of all that there is, but for one file that is put in another's place."""
    files = {
        "resources/docs/operator/error-codes.md": "### `a.b`\n### `usage.wrong`\n",
        "resources/docs/operator/check-codes.md": "### `ok`\n",
        "resources/docs/operator/readiness.md": "### `disk`\n",
        "engine/service/readiness/Rules.cpp": 'known("disk", facts)\n',
        "resources/docs/operator/settings.md": "| `a.b` | | x |\n",
        "resources/docs/operator/monitoring.md": "`unmta_a_total`\n",
        "resources/docs/user/dns-providers.md": "[A](../../providers/a.md)\n",
        "engine/contract/ErrorText.cpp": '    {u"a.b", u"A."},\n',
        "engine/diagnosis/DiagnosisText.cpp": 'Entries = {{{"ok"_L1, ok}}};\n',
        "engine/base/AllSettings.h": '    {"a.b", 1},\n',
        "engine/assembly/EngineMetrics.cpp": 'text.single("a_total", 1);\n',
        "resources/providers/a.md": "",
    }
    return {**files, **({path: text} if path else {})}


PROVIDER = "---\nname: A\nservers: a.example\n---\n1. Add a CNAME record.\n2. Enter `{{label}}`, `{{target}}`, TTL Auto.\n> Mind the cloud.\n"
TS = "resources/i18n/unmta_de.ts"
WORDS = "ui/language/A.h"
WORDS_CODE = "struct A\n{\n    Q_DECLARE_TR_FUNCTIONS(A)\n};\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path stroke="currentColor" d="M1 1h2"/></svg>'
LONG = "\n" * 601


def ts(source, translation, kind=None):
    attribute = f' type="{kind or "unfinished"}"' if kind or translation is None else ""
    return (f"<TS><context><name>A</name><message><source>{source}</source>"
            f"<translation{attribute}>{translation or ''}</translation></message></context></TS>")


def unit(text=""):
    from files import HARDENING
    lines = [directive + "@system-service" if directive == "SystemCallFilter=" else directive
             for directive in HARDENING]
    return "[Service]\nExecStart=/usr/bin/true\n" + "\n".join(lines) + "\n" + text


# check, what, bad files, good files (None: no counterpart that would say more)
ROWS = [
    ("floors", "upward include", {"engine/base/A.cpp": '#include "store/B.h"\n', "engine/store/B.h": ""},
     {"engine/store/A.cpp": '#include "base/B.h"\n', "engine/base/B.h": ""}),
    ("floors", "edge reaches the store", {PAGE: '#include "store/B.h"\n', "engine/store/B.h": ""},
     {PAGE: '#include "http/B.h"\n', "engine/http/B.h": ""}),
    ("floors", "by a relative path", {"engine/base/A.cpp": '#include "../store/B.h"\n', "engine/store/B.h": ""}, None),
    ("floors", "in angle brackets", {"engine/base/A.cpp": "#include <store/B.h>\n", "engine/store/B.h": ""}, None),
    ("floors", "handler reaches the store",
     {"engine/api/handlers/A.cpp": '#include "store/B.h"\n', "engine/store/B.h": ""},
     {"engine/api/handlers/A.cpp": '#include "service/B.h"\n', "engine/service/B.h": ""}),
    ("floors", "window reaches a service", {WINDOW: '#include "service/B.h"\n', "engine/service/B.h": ""},
     {WINDOW: '#include "contract/B.h"\n', "engine/contract/B.h": ""}),
    ("floors", "command line reaches the engine",
     {"app/ctl/main.cpp": '#include "domain/B.h"\n', "engine/domain/B.h": ""},
     {"app/ctl/main.cpp": '#include "common/B.h"\n', "app/common/B.h": ""}),
    ("floors", "outbound above mail", {"engine/outbound/A.cpp": '#include "mail/B.h"\n', "engine/mail/B.h": ""},
     {"engine/mail/A.cpp": '#include "outbound/B.h"\n', "engine/outbound/B.h": ""}),
    ("floors", "unknown folder", {"engine/misc/A.cpp": ""}, None),
    ("floors", "commented out is nothing", None,
     {"engine/base/A.cpp": '// #include "store/B.h"\n', "engine/store/B.h": ""}),
    ("links", "upward", {"engine/base/CMakeLists.txt": "unmta_library(base SOURCES A.cpp DEPENDS unmta_store)\n"},
     {"engine/store/CMakeLists.txt": "unmta_library(store SOURCES A.cpp DEPENDS unmta_domain) # not unmta_api\n"}),
    ("links", "by hand", {"ui/CMakeLists.txt": "target_link_libraries(unmta_ui PRIVATE unmta_service)\n"},
     {"ui/CMakeLists.txt": "target_link_libraries(unmta_ui PRIVATE unmta_contract unmta_flags)\n"}),
    ("links", "a program", {"app/ctl/CMakeLists.txt": "unmta_program(unmta-ctl LINK unmta_service)\n"},
     {"app/ctl/CMakeLists.txt": "unmta_program(unmta-ctl LINK unmta_app_common unmta_contract)\n"}),
    ("libraries", "ldns beside its codec", {"engine/dns/DnsClient.cpp": "#include <ldns/ldns.h>\n"},
     {"engine/dns/DnsCodec.cpp": "#include <ldns/ldns.h>\n"}),
    ("libraries", "SQL outside the store", {"engine/service/A.cpp": "#include <QSqlQuery>\n"},
     {"engine/store/A.cpp": "#include <QSqlQuery>\n"}),
    ("libraries", "widgets in the engine", {PAGE: "#include <QWidget>\n"}, {WINDOW: "#include <QWidget>\n"}),
    ("libraries", "curl in a service", {"engine/service/A.cpp": "#include <curl/curl.h>\n"}, None),
    ("include_cycles", "two headers",
     {"engine/base/A.h": '#include "base/B.h"\n', "engine/base/B.h": '#include "base/A.h"\n'},
     {"engine/base/A.h": '#include "base/B.h"\n', "engine/base/B.h": ""}),
    ("include_cycles", "over three", {"engine/base/A.h": '#include "B.h"\n', "engine/base/B.h": '#include "C.h"\n',
                                      "engine/base/C.h": '#include "A.h"\n'}, None),
    ("room_cycles", "two folders of a floor",
     {"engine/service/a/A.cpp": '#include "service/b/B.h"\n', "engine/service/a/C.h": "",
      "engine/service/b/B.h": "", "engine/service/b/B.cpp": '#include "service/a/C.h"\n'},
     {"engine/service/a/A.cpp": '#include "service/b/B.h"\n', "engine/service/a/C.h": "",
      "engine/service/b/B.h": "", "engine/service/b/B.cpp": '#include "service/b/B.h"\n'}),
    ("room_cycles", "over three",
     {"ui/a/A.h": '#include "b/B.h"\n', "ui/b/B.h": "", "ui/b/D.h": '#include "c/C.h"\n', "ui/c/C.h": "",
      "ui/c/E.h": '#include "../a/A.h"\n'}, None),
    ("room_cycles", "of the store",
     {"engine/store/tables/A.h": '#include "store/events/B.h"\n', "engine/store/tables/C.h": "",
      "engine/store/events/B.h": "", "engine/store/events/D.cpp": '#include "store/tables/C.h"\n'},
     {"engine/store/tables/A.h": '#include "store/events/B.h"\n', "engine/store/events/B.h": ""}),
    ("folder_sizes", "a heap", {f"ui/kit/A{number}.h": "" for number in range(29)},
     {**{f"ui/kit/A{number}.h": "" for number in range(28)}, "ui/kit/CMakeLists.txt": "", "ui/A.h": ""}),
    ("folder_sizes", "of tests", {f"tests/ui/tst_{number}.cpp": "" for number in range(29)},
     {f"tests/contract/golden/{number}.json": "" for number in range(40)}),
    ("folder_sizes", "nothing but text", {f"app/ctl/a{number}.txt": "" for number in range(29)},
     {f"resources/icons/a{number}.svg": "" for number in range(40)}),
    ("nested_loops", "exec of a dialog", {WINDOW: "dialog.exec();"}, {WINDOW: "dialog->open(); // not exec()\n"}),
    ("nested_loops", "exec of a menu", {"app/console/main.cpp": "menu.exec(where);"},
     {"app/console/main.cpp": "return app.exec();"}),
    ("nested_loops", "processEvents", {WINDOW: "QCoreApplication::processEvents();"}, None),
    ("nested_loops", "event loop in the engine", {PAGE: "QEventLoop loop;"}, {PAGE: 'log("QEventLoop");'}),
    ("nested_loops", "static message box", {WINDOW: "QMessageBox::warning(this, a, b);"}, None),
    ("nested_loops", "static file dialog", {WINDOW: "QFileDialog::getSaveFileName(this);"}, None),
    ("rich_text", "auto text", {WINDOW: "label->setTextFormat(Qt::AutoText);"},
     {WINDOW: "label->setTextFormat(Qt::PlainText);"}),
    ("rich_text", "html", {WINDOW: "view->setHtml(text);"}, None),
    ("wall_clock", "currentDateTimeUtc", {PAGE: "auto now = QDateTime::currentDateTimeUtc();"},
     {"engine/base/Clock.cpp": "auto now = QDateTime::currentDateTimeUtc();"}),
    ("wall_clock", "system_clock", {PAGE: "std::chrono::system_clock::now();"},
     {PAGE: "std::chrono::steady_clock::now();"}),
    ("wall_clock", "time(nullptr)", {PAGE: "auto t = time(nullptr);"}, {PAGE: "auto t = row.time(0);"}),
    ("randomness", "generator", {PAGE: "QRandomGenerator::global();"},
     {"engine/base/Random.cpp": "QRandomGenerator::system();"}),
    ("singletons", "instance()", {PAGE: "Session::instance()->go();"}, {PAGE: "QCoreApplication::instance();"}),
    ("singletons", "global static", {PAGE: "Q_GLOBAL_STATIC(A, a)"}, None),
    ("sleeps", "qWait", {"tests/edge/tst_a.cpp": "QTest::qWait(5);"},
     {"tests/edge/tst_a.cpp": "QTRY_COMPARE(a, b); QTest::qWait(0);"}),
    ("sleeps", "this_thread", {"tests/edge/tst_a.cpp": "std::this_thread::sleep_for(1s);"}, None),
    ("sleeps", "in a window", {WINDOW: "QThread::msleep(3);"}, None),
    ("sleeps", "usleep", {"tests/edge/tst_a.cpp": "usleep(3);"}, None),
    ("old_connect", "names", {PAGE: "connect(a, SIGNAL(b()), this, SLOT(c()));"},
     {PAGE: "connect(a, &A::b, this, &B::c);"}),
    ("old_connect", "lambda without context", {PAGE: "connect(a, &A::b, [this] { c(); });"},
     {PAGE: "connect(a, &A::b, this, [this] { c(); });"}),
    ("old_connect", "overload without context", {PAGE: "connect(a.b(), qOverload<int>(&A::b), [] {});"},
     {PAGE: "connect(\n    &a, &A::b, &c,\n    [] { d(); });"}),
    ("logs", "no category", {PAGE: "qWarning() << 1;"}, {PAGE: "qCWarning(lcEdge) << 1;"}),
    ("leftovers", "mark", {PAGE: "// TO" "DO later\n"}, {PAGE: "// nothing left to do\n"}),
    ("per_thread", "memory that MinGW frees too early", {PAGE: "thread_local QByteArray made;"},
     {PAGE: "perThread<Made>();", "engine/base/system/PlatformPerThread.h": "thread_local T value;"}),
    ("platforms", "a system in a file for all",
     {PAGE: "#ifdef _WIN32\n#endif\n", "tests/base/tst_a.cpp": "#ifdef Q_OS_UNIX\n#endif\n"},
     {"engine/base/A_unix.cpp": "#ifdef __APPLE__\n#endif\n", "engine/base/PlatformA.h": "#ifdef _WIN32\n#endif\n"}),
    ("machine_paths", "home", {PAGE: 'open("/ho' 'me/me/a");'}, {PAGE: 'open("/var/lib/unmta/a");'}),
    ("translatable", "literal", {WINDOW: 'button->setText(u"Save"_s);'},
     {WINDOW: 'button->setText(tr("Save")); mark->setText(u"●"_s); field->setText(u"a.example.com"_s);'}),
    ("translatable", "action", {WINDOW: 'menu->addAction(u"Delete"_s);'}, None),
    ("sizes", "source", {PAGE: LONG}, {PAGE: "\n" * 350}),
    ("sizes", "header", {"engine/edge/Page.h": "\n" * 301}, {"engine/edge/Page.h": "\n" * 150}),
    ("sizes", "function", {PAGE: "namespace a {\nvoid b()\n{\n" + "    c();\n" * 110 + "}\n}\n"},
     {PAGE: "namespace a {\nvoid b()\n{\n" + "    c();\n" * 50 + "}\nvoid d()\n{\n" + "    c();\n" * 50 + "}\n}\n"}),
    ("sizes", "a table is no function", None,
     {PAGE: "namespace a {\nvoid b()\n{\n static const C c{\n" + '  {u"d.e"_s, u"F {}"_s},\n' * 110 + "};\n}\n}\n"}),
    ("licence", "missing", {PAGE: ""}, {"LICENSE": APACHE}),
    ("licence", "another one", {"LICENSE": APACHE, PAGE: "// SPDX-License" "-Identifier: GPL-3.0\n"},
     {"LICENSE": APACHE, PAGE: "// SPDX-License" "-Identifier: Apache-2.0\n"}),
    ("scripts", "shell syntax", {"packaging/run.sh": "set -e\nif true; then\n"}, {"packaging/run.sh": "set -e\ntrue\n"}),
    ("scripts", "python syntax", {"tests/a.py": "def a(:\n"}, {"tests/a.py": "a = 1\n"}),
    ("scripts", "not executable", {"packaging/go": "#!/bin/sh\nset -e\n"}, None),
    ("icons", "fixed colour", {"resources/icons/a.svg": ICON.replace("currentColor", "#000")},
     {"resources/icons/a.svg": ICON}),
    ("icons", "broken", {"resources/icons/a.svg": ICON[:-6]}, None),
    ("icons", "not square", {"resources/icons/a.svg": ICON.replace("20 20", "20 16")}, None),
    ("icons", "script", {"resources/icons/a.svg": ICON.replace("<path", "<script/><path")}, None),
    ("providers", "unknown placeholder", {"resources/providers/a.md": PROVIDER + "{{name}}\n"},
     {"resources/providers/a.md": PROVIDER}),
    ("providers", "steps out of order", {"resources/providers/a.md": PROVIDER.replace("2.", "3.")}, None),
    ("providers", "no warning", {"resources/providers/a.md": PROVIDER.replace("> ", "")}, None),
    ("providers", "no head", {"resources/providers/a.md": PROVIDER.split("---\n")[2]}, None),
    ("providers", "no servers", {"resources/providers/a.md": PROVIDER.replace("servers: a.example\n", "")}, None),
    ("providers", "a link", {"resources/providers/a.md": PROVIDER + "[here](https://example.com)\n"}, None),
    ("engine_sentences", "a sentence that the console does not know",
     {"engine/contract/ErrorText.cpp": '{u"a.b", u"Do this."},\n', "ui/language/EngineSentences.h": "// Made by …\n"},
     None),
    ("translations", "not translated", {TS: ts("A", None), WORDS: WORDS_CODE}, {TS: ts("A %1", "B %1"), WORDS: WORDS_CODE}),
    ("translations", "another gap", {TS: ts("A %1 {b}", "B %2 {b}"), WORDS: WORDS_CODE},
     {TS: ts("{b} A %1", "%1 B {b}"), WORDS: WORDS_CODE}),
    ("translations", "no accelerator", {TS: ts("&amp;Save", "Sichern"), WORDS: WORDS_CODE}, {TS: ts("&amp;Save", "&amp;Sichern"), WORDS: WORDS_CODE}),
    ("translations", "left over", {TS: ts("A", "B", "vanished"), WORDS: WORDS_CODE}, None),
    ("translations", "a blank less", {TS: ts(" · a", "· b"), WORDS: WORDS_CODE}, {TS: ts(" · a", " · b"), WORDS: WORDS_CODE}),
    ("translations", "a line less", {TS: ts("a\nb", "c"), WORDS: WORDS_CODE}, {TS: ts("a\nb", "c\nd"), WORDS: WORDS_CODE}),
    ("translations", "nobody asks for it", {TS: ts("A", "B"), WORDS: "int a;\n"}, {TS: ts("A", "B"), WORDS: WORDS_CODE}),
    ("guides", "a step less",
     {"resources/providers/a.md": PROVIDER, "resources/i18n/de/providers/a.md": "1. `{{label}}`, `{{target}}`\n> Wolke.\n"},
     {"resources/providers/a.md": PROVIDER,
      "resources/i18n/de/providers/a.md": "1. CNAME.\n2. `{{label}}`, `{{target}}`.\n> Wolke.\n"}),
    ("guides", "missing", {"resources/providers/a.md": PROVIDER, "resources/i18n/de/providers/b.md": "1. Eins.\n"}, None),
    ("desktop_entry", "no command", {"packaging/a.desktop": "[Desktop Entry]\nType=Application\nName=A\n"},
     {"packaging/a.desktop": "[Desktop Entry]\nType=Application\nName=A\nExec=a\nIcon=a\n"
                             "Categories=Network;\n"}),
    ("metainfo", "another licence",
     {"packaging/a.metainfo.xml": "<component><project_license>MIT</project_license></component>"}, None),
    ("metainfo", "broken", {"packaging/a.metainfo.xml": "<component>"}, None),
    ("service_units", "not hardened", {"packaging/a.service": "[Service]\nExecStart=/usr/bin/true\n"}, None),
    ("service_units", "too many capabilities", {"packaging/a.service": unit("AmbientCapabilities=CAP_SYS_ADMIN\n")},
     None),
    ("service_units", "root", {"packaging/a.service": unit("User=root\n")}, None),
    ("deployments", "a variable that nobody reads", deployed("      UNMTA_STROE: x\n"), deployed("      UNMTA_STORE: x\n")),
    ("deployments", "an option that there is not", deployed("command: [unmta-engine, --stroe, x]\n"),
     deployed("command: [unmta-engine, --store, x]\n")),
    ("deployments", "a command that there is not", deployed("command: [unmta-ctl, server, shwo]\n"),
     deployed("command: [unmta-ctl, server, show]\n")),
    ("deployments", "a setting that there is not", deployed('    a.c = "x"\n'), deployed('    a.b = "x"\n    store = "y"\n')),
    ("doc_links", "no such file", {"a.md": "[b](b.md)\n"}, {"a.md": "[b](c/b.md) `[x](y)`\n", "c/b.md": "# B\n"}),
    ("doc_links", "no such heading", {"a.md": "[b](b.md#c)\n", "b.md": "# B\n"},
     {"a.md": "[b](b.md#domainapex-or)\n", "b.md": "# `domain.apex` or\n"}),
    ("doc_links", "a heading in a block", {"a.md": "[b](#c)\n```sh\n# c\n```\n"}, None),
    ("doc_blocks", "no language", {DOC: "```\nunmta-ctl help\n```\n"}, {DOC: "```sh\nunmta-ctl help\n```\n"}),
    ("doc_blocks", "a command in other text", {DOC: "```text\nunmta-ctl help\n```\n"}, {DOC: "```text\nthe rest\n```\n"}),
    ("doc_blocks", "a command without a block", {DOC: "    unmta-ctl help\n"}, {DOC: "    the rest\n"}),
    ("doc_blocks", "no reason", {DOC: "<!-- not run: no -->\n```sh\ntrue\n```\n"},
     {DOC: "<!-- not run: needs a mail server -->\n```sh\ntrue\n```\n"}),
    ("doc_blocks", "a mark without a block", {DOC: "<!-- exit 1 -->\n\n```sh\ntrue\n```\n"},
     {DOC: "<!-- run: true -->\n<!-- exit 1 -->\n```sh\nfalse\n```\n"}),
    ("doc_codes", "an error that is not told", documented("app/ctl/A.cpp", 'return Error(u"a.c"_s);\n'), documented()),
    ("doc_codes", "a check that is not told",
     documented("engine/diagnosis/DiagnosisText.cpp", 'Entries = {{{"ok"_L1, ok}, {"loop"_L1, loop}}};\n'), None),
    ("doc_codes", "a check that there is not",
     documented("engine/diagnosis/DiagnosisText.cpp", "Entries = {};\n"), None),
    ("doc_codes", "a setting that is not told",
     documented("engine/base/AllSettings.h", '    {"a.b", 1},\n    {"a.c", 1},\n'), None),
    ("doc_codes", "a readiness check that is not told",
     documented("engine/service/readiness/More.cpp", 'probed("clock", facts); {"http_reachable", 80,\n'), None),
    ("doc_codes", "a figure that is not told",
     documented("engine/assembly/EngineMetrics.cpp", 'text.single("a_total", text.family("b",\n'), None),
    ("doc_codes", "a provider that is not told", documented("resources/providers/b.md", ""), None),
    ("man_pages", "no sections", {"packaging/man/a.1": ".TH A 1\n.SH NAME\na \\- b\n"},
     {"packaging/man/a.1": ".TH A 1 2025 a a\n.SH NAME\na \\- b\n.SH SYNOPSIS\na\n.SH DESCRIPTION\na\n"
                           ".SH SEE ALSO\nb\n"}),
]


def findings(check, files):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            full = Path(folder) / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text(text, encoding="utf-8")
        return lint.findings(check, Tree(folder))


class LintsCanFail(unittest.TestCase):
    def test_rows(self):
        for check, what, bad, good in ROWS:
            with self.subTest(check=check, what=what):
                if bad is not None:
                    self.assertTrue(findings(check, bad), "the bad sample was not reported")
                if good is not None:
                    self.assertEqual(findings(check, good), [], "the good sample was reported")

    def test_every_check_has_a_bad_sample(self):
        proven = {check for check, _, bad, _ in ROWS if bad is not None}
        self.assertEqual(set(lint.CHECKS) - proven, set())

    def test_strip_keeps_the_shape(self):
        text = 'a; // b\n"c\\"d" /* e\nf */ R"x(g")x" \'h\' 1\'000;\n'
        self.assertEqual(len(strip(text)), len(text))
        self.assertEqual(strip(text).count("\n"), text.count("\n"))
        for gone in "bcdefgh":
            self.assertNotIn(gone, strip(text))
        self.assertIn("1'000;", strip(text))

    def test_the_program_fails_with_its_exit_code(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / WINDOW
            page.parent.mkdir(parents=True)
            page.write_text("QThread::msleep(3);\n", encoding="utf-8")
            self.assertEqual(lint.main(["sleeps", folder]), 1)
            self.assertEqual(lint.main(["randomness", folder]), 0)
            self.assertEqual(lint.main(["no_such_check", folder]), 2)


if __name__ == "__main__":
    unittest.main()

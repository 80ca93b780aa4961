// The audit log: found by the engine, followed as it happens, looked at in full, exported whole.
#include "audit/AuditModel.h"
#include "base/AllSettings.h"
#include "support/AuditWords.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/samples/FigureSamples.h"

#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>

#include <memory>

namespace unmta::tst_ui_audit {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct AuditWindow
{
    explicit AuditWindow(const std::function<void(Figures &)> &populate = {})
        : console([this, &populate](FakeEngine &engine) {
            figures = std::make_unique<Figures>(engine);
            if (populate)
                return populate(*figures);
            figures->addAudit(u"domain.added"_s, u"a.example.com"_s);
            figures->addAudit(u"settings.changed"_s, u"monitor.interval"_s, u"token:deploy"_s);
            figures->audit.front().before = {{u"monitor.interval"_s, u"24h"_s}};
            figures->audit.front().after = {{u"monitor.interval"_s, u"12h"_s}};
            figures->addAudit(u"domain.deleted"_s, u"a.example.com"_s, u"token:deploy"_s);
        })
    {}
    [[nodiscard]] bool open(int rows) const
    {
        return console.isReady() && console.clickSoon("auditButton") && QTest::qWaitFor([this, rows] {
                   return console.shows("auditTable") && console.rows("auditTable") == rows;
               });
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return console.table("auditTable")->model()->index(row, column).data().toString();
    }
    [[nodiscard]] bool exportTo(const char *action, const QString &path) const
    {
        if (!console.clickMenu("auditMenuButton", action))
            return false;
        if (!QTest::qWaitFor([this] { return console.window->findChild<QFileDialog *>() != nullptr; }))
            return false;
        auto *dialog = console.window->findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        return QTest::qWaitFor([&path] { return QFile::exists(path); });
    }

    std::unique_ptr<Figures> figures;
    ConsoleFixture console;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestUiAudit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void filteredByTheEngine();
    void nothingFound();
    void inFull();
    void byKeyboard();
    void followed();
    void held();
    void pagesComeAsOneScrolls();
    void exportedWhole();
    void exportedAsJson();
    void cellsAreNoFormulas();
    void nobodyHasDoneAnything();
    void everyChangeInALine();
    void valuesAreWords_data();
    void valuesAreWords();
    void subjectsAreWords();
};

void TestUiAudit::newestFirst()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    QCOMPARE(w.cell(0, ui::AuditModel::What), u"Tracking domain deleted"_s);
    QCOMPARE(w.cell(0, ui::AuditModel::Who), u"Token deploy"_s);
    QCOMPARE(w.cell(0, ui::AuditModel::From), u"192.0.2.7"_s);
    QCOMPARE(w.cell(2, ui::AuditModel::Who), u"This console"_s);
    QCOMPARE(w.cell(2, ui::AuditModel::From), u"here"_s);
}

void TestUiAudit::filteredByTheEngine()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    auto *action = w.console.find<QComboBox>("auditActionBox");
    action->setFocus();
    QTest::keyClick(action, Qt::Key_Down); // tracking domains
    QTRY_COMPARE(w.console.rows("auditTable"), 2);
    QVERIFY(w.figures->asked(u"audit"_s).last().contains(u"action=domain."_s));
    QVERIFY(w.console.type("auditActorEdit", u"token:deploy"_s));
    QTest::keyClick(w.console.find("auditActorEdit"), Qt::Key_Return);
    QTRY_COMPARE(w.console.rows("auditTable"), 1);
    QVERIFY(w.figures->asked(u"audit"_s).last().contains(u"actor=token:deploy"_s));
    QVERIFY(w.console.click("auditOfClusterButton"));
    QTRY_VERIFY(w.figures->asked(u"audit"_s).last().contains(u"cluster=a1b2c3d4"_s));
}

void TestUiAudit::nothingFound()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    QVERIFY(w.console.type("auditSubjectEdit", u"nothing"_s));
    QTest::keyClick(w.console.find("auditSubjectEdit"), Qt::Key_Return);
    QTRY_VERIFY(w.console.shows("firstStepButton"));
    QVERIFY(w.console.click("firstStepButton"));
    QTRY_VERIFY(w.console.shows("auditTable") && w.console.rows("auditTable") == 3);
    QVERIFY(w.console.text("auditSubjectEdit").isEmpty());
}

void TestUiAudit::inFull()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    w.console.clickRow("auditTable", 1);
    QTRY_VERIFY(w.console.shows("auditDetail"));
    QCOMPARE(w.console.text("auditDetailChanges"), u"Check every: 1 day → 12 hours"_s);
    QVERIFY(w.console.text("auditDetailFacts").startsWith(u"Token deploy, from 192.0.2.7, "_s));
    QVERIFY(w.console.click("auditActorButton"));
    QTRY_COMPARE(w.console.rows("auditTable"), 2);
    QCOMPARE(w.console.text("auditActorEdit"), u"token:deploy"_s);
    w.console.clickRow("auditTable", 0);
    QTRY_VERIFY(w.console.shows("auditDetail"));
    QVERIFY(w.console.click("closeAuditDetailButton"));
    QTRY_VERIFY(!w.console.shows("auditDetail"));
}

void TestUiAudit::byKeyboard()
{
    AuditWindow w;
    QVERIFY(w.console.isReady());
    w.console.press(QKeySequence(Qt::CTRL | Qt::Key_8));
    QTRY_VERIFY(w.console.shows("auditTable") && w.console.rows("auditTable") == 3);
    w.console.press(QKeySequence::Find);
    QTRY_VERIFY(w.console.find("auditSubjectEdit")->hasFocus());
    w.console.table("auditTable")->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(w.console.shows("auditDetail"));
    QTest::keyClick(w.console.table("auditTable"), Qt::Key_Down);
    QTRY_COMPARE(w.console.text("auditDetailChanges"), u"Check every: 1 day → 12 hours"_s);
}

void TestUiAudit::followed()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    w.console.clickRow("auditTable", 1);
    QTRY_VERIFY(w.console.shows("auditDetail"));
    w.figures->happen(u"token.created"_s, u"backup"_s);
    QTRY_COMPARE(w.console.rows("auditTable"), 4);
    QCOMPARE(w.cell(0, ui::AuditModel::What), u"Token created"_s);
    // What was chosen stays chosen.
    QCOMPARE(w.console.table("auditTable")->currentIndex().row(), 2);
    QCOMPARE(w.console.text("auditDetailChanges"), u"Check every: 1 day → 12 hours"_s);
}

void TestUiAudit::held()
{
    AuditWindow w;
    QVERIFY(w.open(3));
    QVERIFY(w.console.click("holdAuditButton"));
    const auto asked = w.figures->asked(u"audit"_s).size();
    w.figures->happen(u"token.created"_s, u"backup"_s);
    // The feed has told of it when the domain that comes after it is there.
    w.console.engine.addDomain(u"late.example.com"_s);
    w.console.engine.touch(u"late.example.com"_s);
    QTRY_VERIFY(w.console.engine.asked.contains(u"/clusters/a1b2c3d4/tracking-domains/late.example.com"_s));
    QCOMPARE(w.figures->asked(u"audit"_s).size(), asked);
    QVERIFY(w.console.click("holdAuditButton"));
    QTRY_COMPARE(w.console.rows("auditTable"), 4);
}

void TestUiAudit::pagesComeAsOneScrolls()
{
    AuditWindow w([](Figures &figures) {
        figures.auditPage = 10;
        for (int i = 0; i < 35; ++i)
            figures.addAudit(u"domain.added"_s, u"d%1.example.com"_s.arg(i));
    });
    QVERIFY(w.console.isReady());
    QVERIFY(w.console.clickSoon("auditButton"));
    QTRY_VERIFY(w.console.shows("auditTable") && w.console.rows("auditTable") >= 10);
    QTRY_VERIFY((w.console.table("auditTable")->scrollToBottom(), w.console.rows("auditTable") == 35));
    QCOMPARE(w.cell(34, ui::AuditModel::Subject), u"d0.example.com"_s);
}

void TestUiAudit::exportedWhole()
{
    QTemporaryDir directory;
    AuditWindow w([](Figures &figures) {
        figures.auditPage = 10;
        for (int i = 0; i < 25; ++i)
            figures.addAudit(u"domain.added"_s, u"d%1.example.com"_s.arg(i));
        figures.addAudit(u"settings.changed"_s, u"x"_s);
    });
    QVERIFY(w.console.isReady());
    QVERIFY(w.console.clickSoon("auditButton"));
    QTRY_VERIFY(w.console.shows("auditTable"));
    QVERIFY(w.console.type("auditSubjectEdit", QString()));
    auto *action = w.console.find<QComboBox>("auditActionBox");
    action->setFocus();
    QTest::keyClick(action, Qt::Key_Down);
    QTRY_VERIFY(w.figures->asked(u"audit"_s).last().contains(u"action=domain."_s));
    const QString path = directory.filePath(u"audit.csv"_s);
    QVERIFY(w.exportTo("exportAudit_csv", path));
    const QByteArray csv = contentOf(path);
    QCOMPARE(csv.count("\r\n"), 26); // a header, and all that was found
    QVERIFY(csv.startsWith("at,actor,peer,action,subject,detail,before,after,node\r\n"));
    QVERIFY(csv.contains("d0.example.com") && !csv.contains("settings.changed"));
    QTRY_VERIFY(w.console.shows("auditBanner"));
}

void TestUiAudit::exportedAsJson()
{
    QTemporaryDir directory;
    AuditWindow w;
    QVERIFY(w.open(3));
    const QString path = directory.filePath(u"audit.ndjson"_s);
    QVERIFY(w.exportTo("exportAudit_ndjson", path));
    const QList<QByteArray> lines = contentOf(path).trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    const auto entry =
        wire::fromJson<wire::AuditEntry>(QJsonDocument::fromJson(lines.at(1)).object(), wire::UnknownFields::Refuse);
    QVERIFY(entry);
    QCOMPARE(entry->after.value(u"monitor.interval"_s).toString(), u"12h"_s);
}

void TestUiAudit::cellsAreNoFormulas()
{
    wire::AuditEntry entry;
    entry.actor = u"token:a"_s;
    entry.subject = u"=1+1"_s;
    entry.detail = u"a,\"b\""_s;
    entry.node = u"@web-2"_s;
    const QByteArray csv = ui::auditAsCsv({entry});
    QVERIFY2(csv.contains(",'=1+1,"), csv.constData());
    QVERIFY2(csv.contains(R"("a,""b""")"), csv.constData());
    QVERIFY2(csv.endsWith(",'@web-2\r\n"), csv.constData());
}

void TestUiAudit::nobodyHasDoneAnything()
{
    AuditWindow w([](Figures &) {});
    QVERIFY(w.console.isReady());
    QVERIFY(w.console.clickSoon("auditButton"));
    QTRY_VERIFY(!w.console.shows("auditTable"));
    // The first entry comes by itself.
    w.figures->happen(u"domain.added"_s, u"a.example.com"_s);
    QTRY_VERIFY(w.console.shows("auditTable") && w.console.rows("auditTable") == 1);
}

void TestUiAudit::everyChangeInALine()
{
    wire::AuditEntry entry;
    entry.before = {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
    entry.after = {{u"a"_s, u"3"_s}, {u"c"_s, QJsonArray{u"x"_s, u"y"_s}}};
    QCOMPARE(ui::changeLines(entry), u"a: 1 → 3\nb was 2\nc: x, y"_s);
    QCOMPARE(ui::actionWord(u"something.new"_s), u"something.new"_s);
}

void TestUiAudit::valuesAreWords_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("line");
    QTest::newRow("no") << u"default"_s << QJsonValue(false) << u"Default: no"_s;
    QTest::newRow("yes") << u"default_on_verify"_s << QJsonValue(true) << u"Default once verified: yes"_s;
    QTest::newRow("status") << u"status"_s << QJsonValue(u"pending"_s) << u"Status: pending"_s;
    QTest::newRow("scopes") << u"scopes"_s << QJsonValue(QJsonArray{u"admin"_s}) << u"Rights: everything"_s;
    QTest::newRow("types") << u"types"_s << QJsonValue(QJsonArray{u"event.open"_s, u"domain.warning"_s})
                           << u"Told of: Opens, Domain warned of"_s;
    QTest::newRow("nothing") << u"hosts"_s << QJsonValue(QJsonArray()) << u"Tracking hosts: –"_s;
    QTest::newRow("number") << u"max_bytes"_s << QJsonValue(1'048'576) << u"Largest file: 1,048,576"_s;
    QTest::newRow("a setting's choice") << u"smtp.tls"_s << QJsonValue(u"none"_s) << u"Encryption: None"_s;
    QTest::newRow("a setting's word") << u"edge.workers"_s << QJsonValue(u"auto"_s) << u"Worker threads: automatic"_s;
    QTest::newRow("a setting's text") << u"monitor.interval"_s << QJsonValue(u"12h"_s) << u"Check every: 12 hours"_s;
}

void TestUiAudit::valuesAreWords()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, line);
    wire::AuditEntry entry;
    entry.after = {{key, value}};
    QCOMPARE(ui::changeLines(entry), line);
}

void TestUiAudit::subjectsAreWords()
{
    wire::AuditEntry entry;
    entry.action = u"webhook.changed"_s;
    entry.subject = u"1"_s;
    QCOMPARE(ui::subjectWords(entry), u"Webhook 1"_s);
    entry.detail = u"https://crm.example.com/hooks"_s;
    QCOMPARE(ui::subjectWords(entry), entry.detail);
    QCOMPARE(ui::detailWords(entry), QString());
    entry = {};
    entry.action = u"settings.changed"_s;
    entry.subject = u"monitor.interval, smtp.tls"_s;
    QCOMPARE(ui::subjectWords(entry), u"Check every, Encryption"_s);
    entry = {};
    entry.action = u"events.judged"_s;
    entry.subject = u"newsletter"_s;
    entry.detail = u"other verdicts: 1200"_s;
    QCOMPARE(ui::subjectWords(entry), u"newsletter"_s);
    QCOMPARE(ui::detailWords(entry), u"Events with another verdict: 1,200"_s);
}

UNMTA_TEST(TestUiAudit)

} // namespace unmta::tst_ui_audit

#include "tst_ui_audit.moc"

// The overview of a cluster: its figures, what needs somebody, and the chart by mouse, by keyboard, as a table and as
// files.
#include "charts/ActivityModel.h"
#include "kit/MenuButton.h"
#include "overview/AttentionCard.h"
#include "overview/CertificatesCard.h"
#include "overview/EngineCard.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/samples/FigureSamples.h"

#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>

#include <memory>

namespace unmta::tst_ui_overview {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A window on an engine with figures.
struct Overview
{
    explicit Overview(const std::function<void(FakeEngine &, Figures &)> &more = {})
        : console([this, &more](FakeEngine &engine) {
            figures = std::make_unique<Figures>(engine);
            engine.addActive(u"track.example.com"_s, 600).isDefault = true;
            engine.addActive(u"links.shop.example.org"_s, 70);
            if (more)
                more(engine, *figures);
        })
    {}
    [[nodiscard]] bool open() const { return console.isReady() && console.clickSoon("overviewButton"); }
    [[nodiscard]] QWidget *chart() const { return console.find("activityChart"); }
    // What those hear who see no chart.
    [[nodiscard]] QString told() const { return chart()->accessibleDescription(); }
    // Of the card on screen: the domain's page has one too.
    [[nodiscard]] bool chooseInMenu(const char *action) const
    {
        auto *button = console.find<ui::MenuButton>("activityMenuButton");
        if (!console.click("activityMenuButton"))
            return false;
        QMenu *menu = button->choices();
        auto *entry = menu->findChild<QAction *>(QString::fromLatin1(action));
        if (!entry || !QTest::qWaitFor([menu] { return menu->isVisible(); }))
            return false;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
        return true;
    }
    // Chooses where a file goes, as the dialog does.
    [[nodiscard]] bool saveAs(const QString &path) const
    {
        if (!QTest::qWaitFor([this] { return console.window->findChild<QFileDialog *>() != nullptr; }))
            return false;
        auto *dialog = console.window->findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        return QTest::qWaitFor([this] { return console.window->findChild<QFileDialog *>() == nullptr; });
    }

    std::unique_ptr<Figures> figures;
    ConsoleFixture console;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

wire::TrackingDomain withCertificate(Millis left)
{
    wire::TrackingDomain domain;
    domain.status = wire::DomainStatus::Active;
    domain.certificate.state = wire::CertificateState::Valid;
    domain.certificate.notAfter = TimePoint(1'790'000'000'000ms) + left;
    domain.certificate.renewAt = *domain.certificate.notAfter - 24h;
    return domain;
}

} // namespace

class TestUiOverview final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheFigures();
    void whatWasNotCountedIsSaid();
    void figuresFollow();
    void anotherClusterHasOthers();
    void whatNeedsSomebodyComesFirst();
    void whatNeedsSomebodyComesWhole();
    void whoIsInNeedIsVerifiedOnTheSpot();
    void certificatesToCome();
    void nobodyIsNeeded();
    void aFigureIsTheWayToItsEvents_data();
    void aFigureIsTheWayToItsEvents();
    void periods();
    void hoursAndDays();
    void theMouseTellsFigures();
    void theArrowKeysTellFigures();
    void theSameAsATable();
    void savedAsFigures();
    void savedAsPicture();
    void aFileThatCannotBeWritten();
    void withoutRightsToTheInstallation();
    void withoutEngine();
    void certificatesAreCountedOnce();
    void worstFirst();
    void amountsInWords_data();
    void amountsInWords();
    void fillsHours();
};

void TestUiOverview::showsTheFigures()
{
    Overview overview;
    QVERIFY(overview.open());
    const ConsoleFixture &c = overview.console;
    QTRY_COMPARE(c.rows("topLinksTable"), 3);
    QCOMPARE(c.rowOf("topLinksTable", u"https://shop.example.com/account"_s), 1);
    QCOMPARE(c.table("topLinksTable")->model()->index(0, 1).data().toString(), u"3,104"_s);
    QTRY_COMPARE(c.rows("topHostsTable"), 3);
    QTRY_COMPARE(c.text("engineRequests"), u"12 / s"_s);
    QCOMPARE(c.text("engineAnswers"), u"0.5 ms · 2.5 ms"_s);
    QCOMPARE(c.text("engineStore"), u"214.0 MB"_s);
    QTRY_COMPARE(c.text("certificatesLater"), u"2"_s);
    QVERIFY(c.text("certificatesSummary").startsWith(u"2 valid"_s));
    QTRY_VERIFY(c.text("opensTotal").contains(u"people"_s));
}

void TestUiOverview::whatWasNotCountedIsSaid()
{
    Overview overview([](FakeEngine &engine, Figures &figures) {
        figures.links.countedSince = engine.clock.now() - 2h;
        figures.links.missedAtMost = 7;
        figures.load.eventsDropped = 12;
    });
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.console.text("topLinksNote").contains(u"only clicks since"_s));
    QVERIFY(overview.console.text("topLinksNote").contains(u"up to 7 clicks more"_s));
    QTRY_VERIFY(overview.console.text("engineProblem").contains(u"12 opens and clicks could not be recorded"_s));
}

void TestUiOverview::figuresFollow()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_COMPARE(overview.console.rows("topHostsTable"), 3);
    overview.figures->hosts.removeLast();
    overview.console.engine.touch(u"track.example.com"_s, ChangeKind::Activity);
    QTRY_COMPARE_WITH_TIMEOUT(overview.console.rows("topHostsTable"), 2, 20'000);
}

void TestUiOverview::anotherClusterHasOthers()
{
    Overview overview([](FakeEngine &engine, Figures &) {
        engine.clusters.append(
            {u"b2c3d4e5"_s, u"shop"_s, u"c-b2.track.unmta.net"_s, std::nullopt, {}, engine.clock.now()});
    });
    QVERIFY(overview.open());
    QTRY_COMPARE(overview.console.rows("topHostsTable"), 3);
    overview.figures->hosts.clear();
    QVERIFY(overview.console.clickMenu("clusterButton", "clusterAction_b2c3d4e5"));
    QTRY_COMPARE(overview.console.text("topHostsNote"), u"No opens or clicks in this period."_s);
    QVERIFY(!overview.console.shows("topHostsTable"));
}

void TestUiOverview::whatNeedsSomebodyComesFirst()
{
    Overview overview([](FakeEngine &engine, Figures &) {
        auto &struck = *engine.find(u"links.shop.example.org"_s);
        struck.strikes = 1;
        downgrade(engine, engine.addActive(u"news.example.org"_s, 80), 27h);
    });
    QVERIFY(overview.open());
    const ConsoleFixture &c = overview.console;
    QTRY_VERIFY(c.shows("attentionCard"));
    QCOMPARE(c.find("attentionButton0")->accessibleName(), u"Show news.example.org"_s);
    QCOMPARE(c.find("attentionButton1")->accessibleName(), u"Show links.shop.example.org"_s);
    QVERIFY(c.find("attentionButton0")->accessibleDescription().startsWith(u"Links dead since"_s));
    QVERIFY(c.clickSoon("attentionButton0"));
    QTRY_VERIFY(c.shows("domainTitle"));
}

// Rows that came a turn after their card would leave it empty for as long as that takes.
void TestUiOverview::whatNeedsSomebodyComesWhole()
{
    Overview overview(
        [](FakeEngine &engine, Figures &) { downgrade(engine, engine.addActive(u"news.example.org"_s, 80), 27h); });
    QVERIFY(overview.open());
    ConsoleFixture &c = overview.console;
    QTRY_VERIFY(c.shows("attentionCard"));
    auto *card = c.find<ui::AttentionCard>("attentionCard");
    card->show({}, c.engine.clock.now());
    QVERIFY(!c.shows("attentionCard"));
    card->show({*c.engine.find(u"news.example.org"_s)}, c.engine.clock.now());
    QVERIFY(c.shows("attentionCard"));
    QVERIFY(c.shows("attentionButton0"));
}

// On the spot, with what depends on it; the focus stays with the domain.
void TestUiOverview::whoIsInNeedIsVerifiedOnTheSpot()
{
    Overview overview([](FakeEngine &engine, Figures &) {
        auto &dead = engine.addActive(u"news.example.org"_s, 80);
        dead.activity7d.clicks = 9100;
        downgrade(engine, dead, 27h);
        auto &uncertified = engine.addActive(u"track2.example.org"_s, 5);
        uncertified.certificate.state = wire::CertificateState::Failed;
        uncertified.certificate.notAfter.reset();
    });
    QVERIFY(overview.open());
    ConsoleFixture &c = overview.console;
    QTRY_VERIFY(c.shows("attentionCard"));
    QVERIFY2(c.text("attentionStake0").startsWith(u"9,100 clicks in the last 7 days are at stake · checked "_s),
             qPrintable(c.text("attentionStake0")));
    QTRY_VERIFY(c.shows("attentionVerifyButton0"));
    QVERIFY(!c.shows("attentionVerifyButton1")); // its record is right
    QCOMPARE(c.find("attentionVerifyButton0")->accessibleName(), u"Verify news.example.org now"_s);
    c.engine.holdVerification(true);
    c.find("attentionVerifyButton0")->setFocus();
    QTest::keyClick(c.find("attentionVerifyButton0"), Qt::Key_Space);
    QTRY_COMPARE(c.text("attentionVerifyButton0"), u"Checking…"_s);
    c.engine.holdVerification(false);
    QTRY_COMPARE(c.text("attentionVerifyButton0"), u"Verify Now"_s);
    QTRY_VERIFY2(c.text("attentionStake0").endsWith(u"checked just now"_s), qPrintable(c.text("attentionStake0")));
    QTRY_COMPARE(c.window->focusWidget(), c.find("attentionVerifyButton0"));
    // The record is back: there is nothing more to do.
    c.engine.records.append(
        {u"news.example.org"_s, u"CNAME"_s, c.engine.find(u"news.example.org"_s)->record.value, 60});
    QVERIFY(c.click("attentionVerifyButton0"));
    QTRY_COMPARE(c.find("attentionButton0")->accessibleName(), u"Show track2.example.org"_s);
}

// A cluster without a certificate is told what will be, not six times nothing.
void TestUiOverview::certificatesToCome()
{
    std::unique_ptr<Figures> figures;
    ConsoleFixture c([&figures](FakeEngine &engine) {
        engine.addDomain(u"fresh.example.com"_s);
        figures = std::make_unique<Figures>(engine);
    });
    QVERIFY(c.isReady());
    QVERIFY(c.clickSoon("overviewButton"));
    QTRY_VERIFY(c.text("certificatesSummary").contains(u"as soon as its record is verified"_s));
    QVERIFY(!c.shows("certificatesLater"));
    // As tall as that, and no taller: nothing in it is empty.
    const QWidget *card = c.find("certificatesCard");
    QTRY_VERIFY2(card->height() <= card->layout()->totalHeightForWidth(card->width()) + 2,
                 qPrintable(QString::number(card->height())));
    auto &active = c.engine.addActive(u"track.example.com"_s, 5);
    c.engine.touch(active.name);
    QTRY_VERIFY(c.shows("certificatesLater"));
}

void TestUiOverview::nobodyIsNeeded()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_COMPARE(overview.console.rows("topHostsTable"), 3);
    QVERIFY(!overview.console.shows("attentionCard"));
}

void TestUiOverview::aFigureIsTheWayToItsEvents_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<bool>("byKeyboard");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("kind");
    for (const bool byKeyboard : {false, true}) {
        const char *way = byKeyboard ? "by keyboard" : "by mouse";
        QTest::addRow("a link, %s", way) << QByteArray("topLinksTable") << byKeyboard << u"Link"_s << u"clicksButton"_s;
        QTest::addRow("a host, %s", way) << QByteArray("topHostsTable") << byKeyboard << u"Tracking host"_s
                                         << u"allEventsButton"_s;
    }
}

void TestUiOverview::aFigureIsTheWayToItsEvents()
{
    QFETCH(const QByteArray, table);
    QFETCH(const bool, byKeyboard);
    QFETCH(const QString, field);
    QFETCH(const QString, kind);
    Overview overview;
    const ConsoleFixture &c = overview.console;
    QVERIFY(overview.open());
    QTRY_COMPARE(c.rows(table), 3);
    QVERIFY(c.clickSoon("days90Button"));
    const QString wanted = c.table(table)->model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
    if (byKeyboard) {
        c.table(table)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(c.table(table), Qt::Key_Down);
        QTest::keyClick(c.table(table), Qt::Key_Return);
    } else {
        c.clickRow(table, 1);
    }
    QTRY_VERIFY(c.shows("eventFilterEdit"));
    QCOMPARE(c.text("eventFilterEdit"), wanted);
    QCOMPARE(c.find<QComboBox>("eventFieldBox")->currentText(), field);
    QCOMPARE(c.find<QComboBox>("eventWithinBox")->currentText(), u"Last 90 days"_s);
    QVERIFY(c.find<QPushButton>(kind.toLatin1())->isChecked());
    QVERIFY(c.find<QPushButton>("eventsButton")->isChecked());
}

void TestUiOverview::periods()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_VERIFY(!overview.figures->asked(u"activity"_s).isEmpty());
    QVERIFY(overview.figures->asked(u"activity"_s).last().contains(u"bucket=day"_s));
    const auto asked = overview.figures->asked(u"top-links"_s).size();
    QVERIFY(overview.console.clickSoon("days30Button"));
    QTRY_COMPARE(overview.figures->asked(u"top-links"_s).size(), asked + 1);
    // What is clicked most is of the same time.
    const TimePoint from = std::chrono::floor<std::chrono::days>(overview.console.engine.clock.now()) - 24h * 29;
    QVERIFY(overview.figures->asked(u"top-links"_s).last().contains(u"since="_s + toIso8601(from)));
    QVERIFY(overview.figures->asked(u"top-hosts"_s).last().contains(u"since="_s + toIso8601(from)));
}

void TestUiOverview::hoursAndDays()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"in all"_s));
    QVERIFY(overview.console.clickSoon("hoursButton"));
    QTRY_VERIFY(overview.figures->asked(u"activity"_s).last().contains(u"bucket=hour"_s));
    QTRY_COMPARE(overview.chart()->accessibleName(), u"Opens and clicks per hour"_s);
    // A month is not shown in hours, a day not in days.
    QVERIFY(overview.console.clickSoon("days30Button"));
    QTRY_VERIFY(overview.figures->asked(u"activity"_s).last().contains(u"bucket=day"_s));
    QVERIFY(!overview.console.find<QPushButton>("hoursButton")->isEnabled());
    QVERIFY(overview.console.clickSoon("days1Button"));
    QTRY_VERIFY(overview.figures->asked(u"activity"_s).last().contains(u"bucket=hour"_s));
    QVERIFY(!overview.console.find<QPushButton>("hoursButton")->isEnabled());
    QVERIFY(overview.console.clickSoon("days7Button"));
    QTRY_VERIFY(overview.figures->asked(u"activity"_s).last().contains(u"bucket=day"_s));
}

void TestUiOverview::theMouseTellsFigures()
{
    Overview overview([](FakeEngine &engine, Figures &figures) {
        const TimePoint today = std::chrono::floor<std::chrono::days>(engine.clock.now());
        figures.activity = {{today, 12'345, 678, 9'000, 500}};
    });
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"12,345"_s));
    QWidget *chart = overview.chart();
    const QImage before = chart->grab().toImage();
    // Today is the last one.
    QTest::mouseMove(chart, {chart->width() - 20, chart->height() / 2});
    QTRY_VERIFY(overview.told().endsWith(u"12,345 opens (9,000 by people), 678 clicks (500 by people)"_s));
    QVERIFY(chart->grab().toImage() != before);
}

void TestUiOverview::theArrowKeysTellFigures()
{
    Overview overview([](FakeEngine &engine, Figures &figures) {
        const TimePoint today = std::chrono::floor<std::chrono::days>(engine.clock.now());
        figures.activity = {{today - 24h, 5, 4, 3, 2}, {today, 9, 8, 7, 6}};
    });
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"14 opens (10 by people)"_s));
    QWidget *chart = overview.chart();
    chart->setFocus(Qt::TabFocusReason);
    QTest::keyClick(chart, Qt::Key_Left);
    QVERIFY2(overview.told().endsWith(u"9 opens (7 by people), 8 clicks (6 by people)"_s), qPrintable(overview.told()));
    QTest::keyClick(chart, Qt::Key_Left);
    QVERIFY(overview.told().endsWith(u"5 opens (3 by people), 4 clicks (2 by people)"_s));
    QTest::keyClick(chart, Qt::Key_Home);
    QVERIFY(overview.told().endsWith(u"0 opens (0 by people), 0 clicks (0 by people)"_s));
    QTest::keyClick(chart, Qt::Key_Left);
    QVERIFY(overview.told().contains(u"0 opens"_s));
    QTest::keyClick(chart, Qt::Key_End);
    QVERIFY(overview.told().contains(u"9 opens"_s));
    // Who leaves it hears the sum again.
    overview.console.find("days7Button")->setFocus();
    QTRY_VERIFY(overview.told().contains(u"in all"_s));
}

void TestUiOverview::theSameAsATable()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"in all"_s));
    auto *button = overview.console.find<QPushButton>("activityTableButton");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(overview.console.shows("activityTable"));
    QVERIFY(!overview.console.shows("activityChart"));
    QCOMPARE(overview.console.rows("activityTable"), 7);
    const auto *model = overview.console.table("activityTable")->model();
    QCOMPARE(model->columnCount(), 5);
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"Opens,\npeople"_s);
    QVERIFY(model->index(0, 1).data().toString().toInt() != 0 || model->index(0, 1).data().toString().contains(u','));
    QVERIFY(overview.console.clickSoon("activityTableButton"));
    QTRY_VERIFY(overview.console.shows("activityChart"));
}

void TestUiOverview::savedAsFigures()
{
    QTemporaryDir directory;
    Overview overview([](FakeEngine &engine, Figures &figures) {
        figures.activity = {{std::chrono::floor<std::chrono::days>(engine.clock.now()), 12, 8, 7, 6}};
    });
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"12 opens"_s));
    QVERIFY(overview.chooseInMenu("saveChartFiguresAction"));
    const QString path = directory.filePath(u"a.csv"_s);
    QVERIFY(overview.saveAs(path));
    const QByteArray csv = contentOf(path);
    QVERIFY2(csv.startsWith("start,opens,opens_by_people,clicks,clicks_by_people\r\n"), csv.constData());
    QCOMPARE(csv.count("\r\n"), 8); // a header and seven days
    QVERIFY2(csv.endsWith(",12,7,8,6\r\n"), csv.constData());
    QVERIFY(overview.console.text("activitySaved").contains(path));
}

void TestUiOverview::savedAsPicture()
{
    QTemporaryDir directory;
    Overview overview;
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"in all"_s));
    QTRY_COMPARE(overview.console.rows("topLinksTable"), 3); // the page is laid out anew when they come
    QTRY_COMPARE(overview.console.rows("topHostsTable"), 3);
    const QSize before = overview.chart()->size();
    QVERIFY(overview.chooseInMenu("saveChartPictureAction"));
    const QString path = directory.filePath(u"a.png"_s);
    QVERIFY(overview.saveAs(path));
    const QImage picture(path);
    QVERIFY(QList<QSize>({before * 2, overview.chart()->size() * 2}).contains(picture.size()));
    // There is something on it.
    QVERIFY(picture.pixelColor(0, 0) != picture.pixelColor(picture.width() / 2, picture.height() - 40) ||
            picture.convertToFormat(QImage::Format_Indexed8).colorCount() > 4);
}

void TestUiOverview::aFileThatCannotBeWritten()
{
    Overview overview;
    QVERIFY(overview.open());
    QTRY_VERIFY(overview.told().contains(u"in all"_s));
    QVERIFY(overview.chooseInMenu("saveChartFiguresAction"));
    QVERIFY(overview.saveAs(u"/nowhere/at/all/a.csv"_s));
    QVERIFY(overview.console.text("activitySaved").startsWith(u"The file could not be written"_s));
}

void TestUiOverview::withoutRightsToTheInstallation()
{
    Overview overview;
    const auto figures = overview.console.engine.also;
    overview.console.engine.also = [figures](const ApiRequest &request) -> std::optional<ApiResponse> {
        if (!request.path.endsWith(u"/load"_s))
            return figures(request);
        ApiResponse refused;
        refused.status = 403;
        refused.contentType = "application/json";
        refused.body = R"({"message":"This token is for one cluster.","code":"auth.forbidden"})";
        return refused;
    };
    QVERIFY(overview.open());
    QTRY_VERIFY(!overview.console.text("engineProblem").isEmpty());
    QTRY_COMPARE(overview.console.rows("topHostsTable"), 3);
}

void TestUiOverview::withoutEngine()
{
    ConsoleFixture console({}, false);
    QVERIFY(console.isReady());
    QVERIFY(console.clickSoon("overviewButton"));
    QTRY_VERIFY(console.shows("retryButton"));
    console.transport.mend();
    QVERIFY(console.click("retryButton"));
    QTRY_VERIFY(console.shows("certificatesSummary")); // even when there is no domain at all
}

void TestUiOverview::certificatesAreCountedOnce()
{
    const TimePoint now(1'790'000'000'000ms);
    wire::TrackingDomain failed;
    failed.certificate.state = wire::CertificateState::Failed;
    wire::TrackingDomain coming;
    coming.certificate.state = wire::CertificateState::Issuing;
    // One that fails to be renewed is counted by the days that it has left.
    wire::TrackingDomain renewing = withCertificate(24h * 3);
    renewing.certificate.state = wire::CertificateState::Failed;
    const ui::CertificateCounts counts =
        ui::countCertificates({withCertificate(-1h), withCertificate(1h), renewing, withCertificate(24h * 20),
                               withCertificate(24h * 60), failed, coming, wire::TrackingDomain()},
                              now);
    QCOMPARE(counts.over, 1);
    QCOMPARE(counts.week, 2);
    QCOMPARE(counts.month, 1);
    QCOMPARE(counts.later, 1);
    QCOMPARE(counts.failed, 1);
    QCOMPARE(counts.coming, 1);
    QCOMPARE(counts.valid(), 4);
}

void TestUiOverview::worstFirst()
{
    const TimePoint now(1'790'000'000'000ms);
    wire::TrackingDomain struck = withCertificate(24h * 60);
    struck.name = u"struck"_s;
    struck.strikes = 1;
    wire::TrackingDomain busy = struck;
    busy.name = u"busy"_s;
    busy.activity7d.clicks = 500;
    wire::TrackingDomain ended = withCertificate(-1h);
    ended.name = u"ended"_s;
    wire::TrackingDomain dead;
    dead.name = u"dead"_s;
    dead.downgradedAt = now - 24h;
    wire::TrackingDomain fine = withCertificate(24h * 60);
    QStringList names;
    for (const wire::TrackingDomain &domain : ui::inNeed({struck, fine, busy, ended, dead}, now))
        names << domain.name;
    QCOMPARE(names, (QStringList{u"dead"_s, u"ended"_s, u"busy"_s, u"struck"_s}));
    QVERIFY(ui::needOf(ended, now).contains(u"certificate ended"_s));
}

void TestUiOverview::amountsInWords_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("less than one") << qint64(500) << u"0.5 ms"_s;
    QTest::newRow("some") << qint64(25'000) << u"25 ms"_s;
    QTest::newRow("seconds") << qint64(5'000'000) << u"5.0 s"_s;
}

void TestUiOverview::amountsInWords()
{
    QFETCH(const qint64, micros);
    QTEST(ui::durationText(micros), "text");
}

void TestUiOverview::fillsHours()
{
    const TimePoint now = TimePoint(std::chrono::floor<std::chrono::hours>(TimePoint(1'790'000'000'000ms))) + 20min;
    const ui::Period day{1, true};
    const ui::DaySpan span = ui::spanOf(now, day);
    QCOMPARE(span.to - span.from, Millis(24h));
    QVERIFY(span.from <= now && now < span.to);
    const auto hours = ui::fillSteps({{span.from + 2h, 3, 1, 2, 1}}, span, day);
    QCOMPARE(hours.size(), 24);
    QCOMPARE(hours.at(2).opens, 3);
    QCOMPARE(ui::sumOf(hours).opens, 3);
}

UNMTA_TEST(TestUiOverview)

} // namespace unmta::tst_ui_overview

#include "tst_ui_overview.moc"

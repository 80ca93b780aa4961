// The main job by clicks: add, publish, verify, default, delete; and what happens when something goes wrong on the way.
#include "base/DnsProviders.h"
#include "kit/MenuButton.h"
#include "kit/text/WholeText.h"
#include "support/Icons.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QMenu>

#include <ctime>

namespace unmta::tst_ui_story {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiStory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowIsUpWithLittleWork();
    void emptyListExplainsTheFirstStep();
    void refusedNamesStayInTheDialog_data();
    void refusedNamesStayInTheDialog();
    void slipsAreToldWhileTyping_data();
    void slipsAreToldWhileTyping();
    void addingOpensTheDetailPage();
    void copyAnswersInPlace();
    void verificationShowsProgressThenTheDiagnosis();
    void wrongTargetNamesFoundAndExpected();
    void whatNobodyAnsweredIsUnknown();
    void providerIsKnownBeforeTheFirstCheck();
    void providerTabOfTheDetectedProviderIsChosen();
    void everyProviderCanBeChosen();
    void theWholeStoryNeverBlocks();
    void defaultIsSetAndUnset();
    void deletingNeedsTheName();
    void deletedElsewhereLeadsBack();
    void handingOverCopiesTheInstructions();
    void longNamesAreWhole();
    void timelineTellsEverythingInOrder();
};

namespace {

const QString newName = u"track.example.com"_s;

// Milliseconds of work that this thread has done, whatever else the machine does.
qint64 threadCpuMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return qint64(spent.tv_sec) * 1000 + spent.tv_nsec / 1'000'000;
}

// What a sanitizer makes of the same work.
#if defined(__SANITIZE_THREAD__)
constexpr qint64 slowdown = 10;
#else
constexpr qint64 slowdown = 1;
#endif

// A timer that wants to run all the time: the longest work between two of its beats is the longest block.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 now = threadCpuMs();
            m_longest = std::max(m_longest, now - m_last);
            m_last = now;
        });
        m_last = threadCpuMs();
        m_timer.start();
    }
    [[nodiscard]] qint64 longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    qint64 m_last = 0;
    qint64 m_longest = 0;
};

bool addDomain(ConsoleFixture &console, const QString &name)
{
    return console.click("addDomainButton") && QTest::qWaitFor([&] { return console.shows("nameEdit"); }) &&
           console.type("nameEdit", name) && console.click("confirmAddButton");
}

bool isOnDomain(ConsoleFixture &console, const QString &name)
{
    return QTest::qWaitFor([&] { return console.shows("domainTitle") && console.text("domainTitle") == name; });
}

} // namespace

void TestUiStory::windowIsUpWithLittleWork()
{
    const qint64 before = threadCpuMs();
    ConsoleFixture console;
    QVERIFY(QTest::qWaitForWindowExposed(console.window.get()));
    QTRY_VERIFY(console.shows("firstStepButton"));
    const qint64 spent = threadCpuMs() - before;
    QVERIFY2(spent < 3000, qPrintable(u"%1 ms"_s.arg(spent)));
}

void TestUiStory::emptyListExplainsTheFirstStep()
{
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.text("stateText").contains(u"CNAME"));
    QSignalSpy sandbox(console.window.get(), &ui::MainWindow::sandboxRequested);
    QVERIFY(console.click("otherWayButton"));
    QCOMPARE(sandbox.size(), 1);
    QVERIFY(console.click("firstStepButton"));
    QTRY_VERIFY(console.shows("nameEdit"));
}

void TestUiStory::refusedNamesStayInTheDialog_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no subdomain") << u"example.com"_s << u"example.com has no subdomain."_s;
    QTest::newRow("apex under a public suffix") << u"example.co.uk"_s << u"where no CNAME can stand"_s;
    QTest::newRow("already there") << u"here.example.com"_s << u"already a tracking domain"_s;
}

void TestUiStory::refusedNamesStayInTheDialog()
{
    QFETCH(QString, name);
    QFETCH(QString, sentence);
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(u"here.example.com"_s); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(addDomain(console, name));
    QTRY_VERIFY2(console.text("nameAnswer").contains(sentence), qPrintable(console.text("nameAnswer")));
    QVERIFY(console.shows("addDomainDialog"));
    QVERIFY(console.find<QAbstractButton>("confirmAddButton")->isEnabled());
    QCOMPARE(console.engine.domains.size(), 1);
}

void TestUiStory::slipsAreToldWhileTyping_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("hint");
    QTest::newRow("web address") << u"https://track.example.com/x"_s
                                 << u"Enter only the host name: track.example.com"_s;
    QTest::newRow("reserved") << u"track.brand.local"_s << u"do not exist in the public DNS"_s;
    QTest::newRow("fine, with umlaut") << u"go.münchen-mail.example.net"_s << QString();
}

void TestUiStory::slipsAreToldWhileTyping()
{
    QFETCH(QString, name);
    QFETCH(QString, hint);
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("firstStepButton"));
    QVERIFY(console.click("addDomainButton"));
    QTRY_VERIFY(console.shows("nameEdit"));
    auto *edit = console.find<QLineEdit>("nameEdit");
    edit->insert(name); // key clicks know ASCII only
    QVERIFY2(hint.isEmpty() ? console.text("nameAnswer").isEmpty() : console.text("nameAnswer").contains(hint),
             qPrintable(console.text("nameAnswer")));
    QCOMPARE(console.find<QAbstractButton>("confirmAddButton")->isEnabled(), hint.isEmpty());
}

void TestUiStory::addingOpensTheDetailPage()
{
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("firstStepButton"));
    QVERIFY(console.click("addDomainButton"));
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.type("nameEdit", newName));
    QVERIFY(console.click("defaultCheckBox"));
    QVERIFY(console.click("confirmAddButton"));
    QVERIFY(isOnDomain(console, newName));
    QTRY_VERIFY(!console.shows("addDomainDialog"));
    QCOMPARE(console.text("statusBadge"), u"Pending"_s);
    QCOMPARE(console.text("defaultBadge"), u"Default once verified"_s);
    QCOMPARE(console.text("recordNameField"), u"track"_s);
    QCOMPARE(console.text("recordValueField"), console.engine.domains.front().record.value);
    QVERIFY(console.shows("verifyNowButton"));
    QVERIFY(!console.shows("setDefaultButton"));
    QVERIFY(!console.shows("activityCard"));
    QVERIFY(console.engine.domains.front().defaultOnVerify);
}

void TestUiStory::copyAnswersInPlace()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(newName); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    const QRect place = console.find("copyValueButton")->geometry();
    QVERIFY(console.click("copyValueButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), console.engine.domains.front().record.value);
    QCOMPARE(console.text("copyValueButton"), u"Copied"_s);
    QCOMPARE(console.find("copyValueButton")->geometry(), place);
    QVERIFY(console.click("copyNameButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"track"_s);
    QTRY_COMPARE(console.text("copyValueButton"), u"Copy"_s);
}

void TestUiStory::verificationShowsProgressThenTheDiagnosis()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(newName); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    console.engine.holdVerification(true);
    QVERIFY(console.click("verifyNowButton"));
    QTRY_VERIFY(console.engine.hasHeldVerification());
    QVERIFY(console.shows("verifyProgress"));
    QVERIFY(!console.find("verifyNowButton")->isEnabled());
    console.engine.holdVerification(false);
    QTRY_VERIFY(console.shows("diagnosisMessage"));
    QVERIFY(!console.shows("verifyProgress"));
    QCOMPARE(console.text("diagnosisBadge"), u"Not found"_s);
    QCOMPARE(console.text("diagnosisMessage"), u"There is no record named track.example.com yet."_s);
    QVERIFY(console.text("diagnosisHint").contains(u"example.com"));
    QCOMPARE(console.text("statusBadge"), u"Pending"_s);
    QVERIFY(console.find("verifyNowButton")->isEnabled());
    QVERIFY(!console.shows("detailsPanel"));
    QVERIFY(console.click("detailsButton"));
    QVERIFY(console.shows("detailsPanel"));
}

void TestUiStory::wrongTargetNamesFoundAndExpected()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addDomain(newName);
        engine.records = {{newName, u"CNAME"_s, u"brand.cdn-provider.example"_s, 60}};
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    QVERIFY(console.click("verifyNowButton"));
    QTRY_COMPARE(console.text("diagnosisBadge"), u"Points elsewhere"_s);
    QCOMPARE(console.text("diagnosisMessage"), u"The record exists, but leads to another host."_s);
    QCOMPARE(console.text("foundField"), u"brand.cdn-provider.example"_s);
    QCOMPARE(console.text("expectedField"), console.engine.domains.front().record.value);
}

// The sentences are about the world, the values stand in rows; what nobody has seen is not "nothing", and nobody is
// sent to a provider that is not known.
void TestUiStory::whatNobodyAnsweredIsUnknown()
{
    const QString target = u"v-0123456789abcdef0123.track.unmta.net"_s;
    ConsoleFixture console([&target](FakeEngine &engine) {
        wire::TrackingDomain &domain = engine.addDomain(newName);
        wire::Check check = engine.lookUp(domain);
        check.outcome = wire::CheckOutcome::Unknown;
        check.code = u"timeout"_s;
        check.provider.clear();
        check.expected = target;
        check.message = u"No resolver gave an answer (asked: 127.0.0.9), so that nothing is known about the record of "
                        "track.example.com. Expected: "_s +
                        target + u'.';
        check.hint = u"See whether 127.0.0.9 can be reached."_s;
        check.servers = {{u"127.0.0.9"_s, u"127.0.0.9:53"_s, u"resolver"_s, u"timeout"_s, {}, {}}};
        domain.lastCheck = check;
        engine.setCheck(newName, check);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    QTRY_COMPARE(console.text("nothingFound"), u"unknown"_s);
    QVERIFY(!console.text("diagnosisMessage").contains(target));
    QCOMPARE(console.text("expectedField"), target);
    QVERIFY(console.click("detailsButton"));
    QCOMPARE(console.text("answerField1"), u"No answer"_s);
    const auto *tabs = console.find<QTabBar>("providerTabs");
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Other provider"_s);

    wire::Check missing = *console.engine.find(newName)->lastCheck;
    missing.outcome = wire::CheckOutcome::Changed;
    missing.code = u"not_created"_s;
    missing.message = u"There is no CNAME record for track.example.com. Expected: "_s + target + u'.';
    missing.hint = u"At your DNS provider, add a record of type CNAME with the name track and the expected value: "_s +
                   target + u". New records usually show within minutes, at the latest within 48 hours."_s;
    console.engine.setCheck(newName, missing);
    QVERIFY(console.click("verifyNowButton"));
    QTRY_COMPARE(console.text("nothingFound"), u"nothing"_s);
    QCOMPARE(console.text("diagnosisMessage"), u"There is no CNAME record for track.example.com."_s);
    QCOMPARE(
        console.text("diagnosisHint"),
        u"At your DNS provider, add a record of type CNAME with the name track and the expected value. New records "
        "usually show within minutes, at the latest within 48 hours."_s);
}

void TestUiStory::providerIsKnownBeforeTheFirstCheck()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(newName).provider = u"route53"_s; });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    const auto *tabs = console.find<QTabBar>("providerTabs");
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Amazon Route 53 · detected"_s);
}

void TestUiStory::providerTabOfTheDetectedProviderIsChosen()
{
    ConsoleFixture console([](FakeEngine &engine) {
        wire::TrackingDomain &domain = engine.addDomain(newName);
        wire::Check check = engine.lookUp(domain);
        check.provider = u"route53"_s;
        domain.lastCheck = check;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    auto *tabs = console.find<QTabBar>("providerTabs");
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Amazon Route 53 · detected"_s);
    const auto *steps = console.find<QTextEdit>("providerSteps");
    QVERIFY(steps->toPlainText().contains(console.engine.domains.front().record.value));
    QVERIFY(!steps->toPlainText().contains(u"{{"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QVERIFY(steps->toPlainText().contains(u"Cloudflare"));
    // A newer state of the domain does not take the chosen tab away.
    console.engine.find(newName)->nextCheckAt = console.engine.clock.now() + 1h;
    console.engine.touch(newName);
    QTRY_VERIFY(console.text("nextCheckNote").contains(u"next try"));
    QCOMPARE(tabs->currentIndex(), 0);
}

void TestUiStory::everyProviderCanBeChosen()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(newName).provider = u"hetzner"_s; });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    // One that is rarer takes the place of the usual two.
    const auto *tabs = console.find<QTabBar>("providerTabs");
    const auto titles = [tabs] {
        QStringList all;
        for (int i = 0; i < tabs->count(); ++i)
            all << tabs->tabText(i);
        return all;
    };
    QCOMPARE(titles(), QStringList({u"Hetzner · detected"_s, u"Other provider"_s}));
    QCOMPARE(tabs->currentIndex(), 0);
    const auto *steps = console.find<QTextEdit>("providerSteps");
    const auto *menu = console.find<ui::MenuButton>("moreProvidersButton")->choices();
    QCOMPARE(menu->actions().size(), dnsProviders().size());
    for (QAction *action : menu->actions()) {
        action->trigger();
        QVERIFY(tabs->count() <= 3);
        QVERIFY(tabs->tabText(tabs->currentIndex()).startsWith(action->text()));
        QVERIFY2(steps->toPlainText().contains(console.engine.domains.front().record.value),
                 qPrintable(action->text()));
    }
    // What was chosen stays when the domain changes.
    menu->actions().constFirst()->trigger();
    console.engine.find(newName)->nextCheckAt = console.engine.clock.now() + 1h;
    console.engine.touch(newName);
    QTRY_VERIFY(console.text("nextCheckNote").contains(u"next try"));
    QCOMPARE(tabs->tabText(tabs->currentIndex()), menu->actions().constFirst()->text());
}

void TestUiStory::theWholeStoryNeverBlocks()
{
    ConsoleFixture console([](FakeEngine &engine) {
        for (int i = 0; i < 200; ++i)
            engine.addActive(u"t%1.example.org"_s.arg(i), 100 + i);
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 200);
    const Heartbeat heartbeat;
    QVERIFY(addDomain(console, newName));
    QVERIFY(isOnDomain(console, newName));
    QVERIFY(console.click("publishRecordButton"));
    QTRY_COMPARE(console.engine.records.size(), 1);
    // Good news wears no warning sign.
    QTRY_VERIFY(console.shows("bannerSign"));
    QCOMPARE(console.find("bannerSign")->accessibleName(), u"Done"_s);
    QVERIFY(console.click("verifyNowButton"));
    QTRY_COMPARE(console.text("statusBadge"), u"Active"_s);
    QTRY_VERIFY(console.shows("activityCard"));
    QVERIFY(console.click("days30Button"));
    QVERIFY(console.click("setDefaultButton"));
    QTRY_COMPARE(console.text("defaultBadge"), u"Default"_s);
    for (int i = 0; i < 200; ++i)
        console.engine.touch(u"t%1.example.org"_s.arg(i), ChangeKind::Activity);
    QVERIFY(console.click("eventsButton"));
    QVERIFY(console.click("settingsButton"));
    QVERIFY(console.click("domainsButton"));
    QTRY_COMPARE(console.rows("domainTable"), 201);
    const int asked = console.transport.sent();
    QTRY_VERIFY(console.transport.sent() == asked || console.transport.sent() > asked + 200);
    QVERIFY2(heartbeat.longestMs() <= 50 * slowdown, qPrintable(u"%1 ms"_s.arg(heartbeat.longestMs())));
}

void TestUiStory::defaultIsSetAndUnset()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(u"a.example.com"_s, 10).isDefault = true;
        engine.addActive(u"b.example.com"_s, 10);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 1);
    QVERIFY(isOnDomain(console, u"b.example.com"_s));
    QCOMPARE(console.text("setDefaultButton"), u"Set as default"_s);
    QVERIFY(!console.shows("verifyNowButton"));
    QVERIFY(console.click("setDefaultButton"));
    QTRY_COMPARE(console.text("setDefaultButton"), u"Unset as default"_s);
    QVERIFY(!console.engine.find(u"a.example.com"_s)->isDefault);
    QVERIFY(console.click("setDefaultButton"));
    QTRY_COMPARE(console.text("setDefaultButton"), u"Set as default"_s);
    QVERIFY(console.click("backButton"));
    QTRY_VERIFY(console.text("domainSummary").contains(u"without a default"));
}

void TestUiStory::deletingNeedsTheName()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(newName, 700); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    QVERIFY(console.clickMenu("menuButton", "deleteDomainAction"));
    QTRY_VERIFY(console.shows("confirmNameEdit"));
    QTRY_VERIFY(console.text("clicksAtStake").contains(u"last 7 days"));
    QVERIFY(!console.click("confirmDeleteButton"));
    QVERIFY(console.type("confirmNameEdit", u"track.example"_s));
    QVERIFY(!console.click("confirmDeleteButton"));
    QVERIFY(console.type("confirmNameEdit", newName));
    QCOMPARE(console.engine.domains.size(), 1);
    QVERIFY(console.click("confirmDeleteButton"));
    QTRY_VERIFY(console.engine.domains.isEmpty());
    QTRY_VERIFY(console.shows("firstStepButton"));
}

void TestUiStory::deletedElsewhereLeadsBack()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(u"a.example.com"_s, 10);
        engine.addActive(u"b.example.com"_s, 10);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, u"a.example.com"_s));
    console.engine.remove(u"a.example.com"_s);
    QTRY_VERIFY(console.shows("domainTable"));
    QTRY_COMPARE(console.rows("domainTable"), 1);
}

void TestUiStory::handingOverCopiesTheInstructions()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(newName); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QVERIFY(isOnDomain(console, newName));
    QVERIFY(console.click("handOverButton"));
    QTRY_VERIFY(console.shows("handOverText"));
    QVERIFY(console.click("copyTextButton"));
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(console.engine.domains.front().record.value));
    QVERIFY(text.contains(u"example.com"));
}

void TestUiStory::longNamesAreWhole()
{
    const QString name = QString(60, u'a') + u'.' + QString(60, u'b') + u".example.com"_s;
    ConsoleFixture console([&name](FakeEngine &engine) {
        engine.addActive(name, 10).isDefault = true;
        engine.addDomain(newName);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", console.rowOf("domainTable", name));
    QVERIFY(isOnDomain(console, name));
    // All of it, in as many lines as that takes.
    const auto *title = console.find<ui::WholeText>("domainTitle");
    QCOMPARE(title->text(), name);
    QTRY_VERIFY(title->height() >= 2 * title->fontMetrics().height()); // once everything has its place
    QTRY_VERIFY(title->document()->size().height() <= title->viewport()->height() + 1);
    QVERIFY(title->document()->size().width() <= title->viewport()->width() + 1);
    // Everything else of the line has its room.
    for (const char *each : {"statusBadge", "defaultBadge", "setDefaultButton", "menuButton"}) {
        const QWidget *widget = console.find(each);
        QVERIFY2(widget->isVisible() && widget->width() >= widget->sizeHint().width(), each);
    }
    QVERIFY(console.click("backButton"));
    console.clickRow("domainTable", console.rowOf("domainTable", newName));
    QVERIFY(isOnDomain(console, newName));
    QTRY_COMPARE(title->text(), newName);
    QTRY_VERIFY(title->height() < 2 * title->fontMetrics().height());
}

void TestUiStory::timelineTellsEverythingInOrder()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(newName, 10);
        engine.history.clear();
        const TimePoint now = engine.clock.now();
        auto &happened = engine.happened[newName];
        happened.append({now - 5h, u"check"_s, u"ok"_s, u"The record is correct."_s, 12, now - 1h, {}});
        for (int i = 0; i < 80; ++i)
            happened.append({now - 6h - 1h * i, u"mail"_s, u"mail.sent"_s, u"Mailed %1."_s.arg(i), 1, {}, {}});
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QTRY_VERIFY(console.shows("timelineLine29"));
    QVERIFY(console.text("timelineLine0").startsWith(u"The record is correct. The same 12 times since"));
    QCOMPARE(console.text("timelineLine1"), u"Mailed 0."_s);
    QVERIFY(!console.shows("timelineLine30"));
    QVERIFY(console.click("earlierButton"));
    QTRY_VERIFY(console.shows("timelineLine59")); // of the second page
    QVERIFY(console.click("earlierButton"));
    QTRY_COMPARE(console.text("timelineLine82"), u"Added by this console."_s);
    QTRY_VERIFY(!console.shows("earlierButton"));
    // What comes in stays on top, and what was shown stays.
    console.engine.happened[newName].prepend(
        {console.engine.clock.now(), u"status"_s, u"domain.warning"_s, u"It failed."_s, 1, {}, {}});
    console.engine.notify(u"domain.warning"_s, newName, u"It failed."_s);
    QTRY_COMPARE(console.text("timelineLine0"), u"It failed."_s);
    QTRY_COMPARE(console.text("timelineLine83"), u"Added by this console."_s);
}

UNMTA_TEST(TestUiStory)

} // namespace unmta::tst_ui_story

#include "tst_ui_story.moc"

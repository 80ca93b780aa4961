// A sandbox cannot be taken for the real thing; its recipients, its mail and its tour.
#include "sandbox/tour/TourStory.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QComboBox>
#include <QLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>

namespace unmta::tst_ui_sandbox {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString name = u"track.example.com"_s;

// How often the mouse was pressed anywhere in the program.
class Clicks final : public QObject
{
public:
    Clicks() { qApp->installEventFilter(this); }
    [[nodiscard]] int count() const { return m_count; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType())
            ++m_count;
        return false;
    }

private:
    int m_count = 0;
};

bool showsSandbox(const ConsoleFixture &console)
{
    return console.isReady() && console.clickSoon("sandboxButton") &&
           QTest::qWaitFor([&console] { return console.shows("recipientsPartButton"); });
}

bool isAtStep(const ConsoleFixture &console, int step)
{
    return QTest::qWaitFor([&] { return console.text("tourCount") == u"Guided tour, step %1 of 8"_s.arg(step); });
}

} // namespace

class TestUiSandbox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cannotBeMistaken();
    void aRealOneHasNothingOfIt();
    void theClockRuns();
    void recipientsByMouse();
    void recipientsByKeyboard();
    void recipientsHostsAreListedWhileSeen();
    void theMailTray();
    void aStrangersPath();
    void theTourByKeyboard();
    void theTourCanBeLeft();
    void nothingIsDoneTwice();
};

void TestUiSandbox::cannotBeMistaken()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(name, 10); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxLine"));
    QTRY_VERIFY(console.window->windowTitle().contains(u"Sandbox"_s));
    QVERIFY(console.find("sandboxFrame")->property("sandbox").toBool());
    QTRY_COMPARE(console.find("sandboxLine")->pos(), QPoint(4, 4)); // within the frame
    QVERIFY(console.text("sandboxWords").startsWith(u"Sandbox"_s));
    QVERIFY(console.find("sandboxWords")->accessibleName().contains(u"rehearsal"_s));
    QVERIFY(!console.shows("sandboxTour")); // there is something already: nobody's first visit
    QVERIFY(console.shows("beginTourButton"));
}

void TestUiSandbox::aRealOneHasNothingOfIt()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.capabilities.clear();
        engine.addActive(name, 10);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QCOMPARE(console.window->windowTitle(), u"unMTA Tracking"_s);
    QVERIFY(!console.shows("sandboxLine"));
    QVERIFY(!console.shows("sandboxTour"));
    QVERIFY(!console.find("sandboxFrame")->property("sandbox").toBool());
    QCOMPARE(console.find("sandboxFrame")->layout()->contentsMargins().left(), 0);
}

void TestUiSandbox::theClockRuns()
{
    ConsoleFixture console;
    QVERIFY(showsSandbox(console));
    QTRY_VERIFY(!console.text("sandboxClock").isEmpty());
    const QString before = console.text("sandboxClock");
    const QString onThePage = console.text("sandboxTime");
    console.engine.clock.advance(61s);
    QTRY_VERIFY_WITH_TIMEOUT(console.text("sandboxClock") != before, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(console.text("sandboxTime") != onThePage, 10'000);
}

void TestUiSandbox::recipientsByMouse()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(name, 10); });
    QVERIFY(showsSandbox(console));
    QVERIFY(console.click("recipientsPartButton"));
    QTRY_VERIFY(console.shows("playRecipientsButton"));
    QTRY_COMPARE(console.find<QComboBox>("recipientsHostBox")->currentText(), name);
    auto *slider = console.find<QSlider>("recipientsSlider");
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 2, slider->height() / 2));
    QVERIFY(slider->value() > 20);
    QCOMPARE(console.find<QSpinBox>("recipientsBox")->value(), slider->value());
    QVERIFY(console.click("playRecipientsButton"));
    QTRY_COMPARE(console.text("recipientsState"),
                 u"1 opens and 1 clicks were played; events show them as they arrive."_s);
    QCOMPARE(console.engine.audiences.size(), 1);
    QCOMPARE(console.engine.audiences.first().recipients, slider->value());
    QCOMPARE(console.engine.audiences.first().trackingHost, name);
    QVERIFY(console.click("showPlayedEventsButton"));
    QTRY_VERIFY(console.shows("eventTable") && console.rows("eventTable") == 2);
}

// Each change of a domain would list them all anew, out of sight: with ten thousand the window stood still.
void TestUiSandbox::recipientsHostsAreListedWhileSeen()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(name, 10); });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 1);
    auto *hosts = console.find<QComboBox>("recipientsHostBox");
    QCOMPARE(hosts->count(), 1); // the one in force
    QVERIFY(showsSandbox(console));
    QVERIFY(console.click("recipientsPartButton"));
    QTRY_COMPARE(hosts->count(), 2);
}

void TestUiSandbox::recipientsByKeyboard()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(name, 10); });
    QVERIFY(showsSandbox(console));
    auto *part = console.find<QPushButton>("recipientsPartButton");
    part->setFocus(Qt::TabFocusReason);
    QTest::keyClick(part, Qt::Key_Space);
    QTRY_VERIFY(console.shows("recipientsSlider"));
    auto *slider = console.find<QSlider>("recipientsSlider");
    slider->setFocus(Qt::TabFocusReason);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(slider->value(), 1000);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(slider->value(), 1);
    auto *play = console.find<QPushButton>("playRecipientsButton");
    play->setFocus(Qt::TabFocusReason);
    QTest::keyClick(play, Qt::Key_Space);
    QTRY_COMPARE(console.engine.audiences.size(), 1);
    QCOMPARE(console.engine.audiences.first().recipients, 1);
    QTRY_VERIFY(play->hasFocus());
}

void TestUiSandbox::theMailTray()
{
    ConsoleFixture console;
    QVERIFY(showsSandbox(console));
    QVERIFY(console.click("mailPartButton"));
    QTRY_VERIFY(console.shows("stateTitle") && console.text("stateTitle") == u"No mail yet"_s);
    console.engine.mails.append({7,
                                 console.engine.clock.now(),
                                 {},
                                 u"track.example.com is verified"_s,
                                 u"track.example.com is verified and serves links."_s,
                                 name});
    console.engine.notify(u"domain.verified"_s, name, u"It is verified."_s);
    QTRY_VERIFY(console.shows("mailTrayTable") && console.rows("mailTrayTable") == 1);
    console.clickRow("mailTrayTable", 0);
    QTRY_VERIFY(console.shows("mailText"));
    QVERIFY(console.find<QPlainTextEdit>("mailText")->toPlainText().contains(u"serves links"_s));
    QCOMPARE(console.table("mailTrayTable")->model()->index(0, 2).data().toString(), u"nobody is named yet"_s);
    // Another one comes in above; what is read stays.
    console.engine.mails.prepend({8, console.engine.clock.now(), {u"ann@example.com"_s}, u"A strike"_s, u"…"_s, name});
    console.engine.notify(u"domain.warning"_s, name, u"It is gone."_s);
    QTRY_COMPARE(console.rows("mailTrayTable"), 2);
    QVERIFY(console.find<QPlainTextEdit>("mailText")->toPlainText().contains(u"serves links"_s));
}

// From the first start: "Try it in the sandbox", then only what the window says.
void TestUiSandbox::aStrangersPath()
{
    Clicks clicks;
    {
        ConsoleFixture first([](FakeEngine &engine) { engine.capabilities.clear(); });
        QSignalSpy sandbox(first.window.get(), &ui::MainWindow::sandboxRequested);
        QVERIFY(first.isReady());
        QVERIFY(first.clickSoon("otherWayButton"));
        QCOMPARE(sandbox.size(), 1);
    }
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QVERIFY(isAtStep(console, 1));
    QVERIFY(console.click("tourThereButton"));
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.type("nameEdit", name));
    QVERIFY(console.click("confirmAddButton"));
    QVERIFY(isAtStep(console, 2));
    QVERIFY(console.clickSoon("publishRecordButton"));
    QVERIFY(isAtStep(console, 3));
    QVERIFY(console.clickSoon("verifyNowButton"));
    QVERIFY(isAtStep(console, 4));
    QCOMPARE(console.engine.find(name)->status, wire::DomainStatus::Active);
    QVERIFY2(clicks.count() <= 15, qPrintable(QString::number(clicks.count())));
    QVERIFY(clicks.count() >= 5); // they were counted
}

void TestUiSandbox::theTourByKeyboard()
{
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QVERIFY(isAtStep(console, 1));
    const auto go = [&console] {
        auto *there = console.find<QPushButton>("tourThereButton");
        there->setFocus(Qt::TabFocusReason);
        QTest::keyClick(there, Qt::Key_Space);
    };
    go();
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.type("nameEdit", name));
    QTest::keyClick(console.find("nameEdit"), Qt::Key_Return);
    QVERIFY(isAtStep(console, 2));
    auto *publish = console.find<QPushButton>("publishRecordButton");
    QTRY_VERIFY(publish->isVisible());
    publish->setFocus(Qt::TabFocusReason);
    QTest::keyClick(publish, Qt::Key_Space);
    QVERIFY(isAtStep(console, 3));
    console.press(QKeySequence::Refresh);
    QVERIFY(isAtStep(console, 4));
    wire::TrackingDomain *domain = console.engine.find(name);
    domain->certificate.state = wire::CertificateState::Valid;
    console.engine.touch(name);
    QVERIFY(isAtStep(console, 5));
    go();
    QTRY_VERIFY(console.shows("playRecipientsButton"));
    auto *play = console.find<QPushButton>("playRecipientsButton");
    play->setFocus(Qt::TabFocusReason);
    QTest::keyClick(play, Qt::Key_Space);
    QVERIFY(isAtStep(console, 6));
    go();
    QTRY_VERIFY(console.shows("recordTable"));
    console.table("recordTable")->setFocus(Qt::TabFocusReason);
    auto *remove = console.find<QPushButton>("removeRecordButton");
    QTRY_VERIFY(remove->isEnabled());
    remove->setFocus(Qt::TabFocusReason);
    QTest::keyClick(remove, Qt::Key_Space);
    QVERIFY(isAtStep(console, 7));
    go();
    QTRY_VERIFY(console.find("skipDayButton")->hasFocus());
    QTest::keyClick(console.find("skipDayButton"), Qt::Key_Space);
    domain = console.engine.find(name);
    domain->strikes = 1;
    console.engine.touch(name);
    QVERIFY(isAtStep(console, 8));
    domain->status = wire::DomainStatus::Pending;
    domain->downgradedAt = console.engine.clock.now();
    console.engine.touch(name);
    QTRY_COMPARE(console.text("tourTitle"), u"That is the whole story"_s);
    QCOMPARE(console.text("leaveTourButton"), u"Close"_s);
    auto *leave = console.find<QPushButton>("leaveTourButton");
    leave->setFocus(Qt::TabFocusReason);
    QTest::keyClick(leave, Qt::Key_Space);
    QTRY_VERIFY(!console.shows("sandboxTour"));
}

void TestUiSandbox::theTourCanBeLeft()
{
    ConsoleFixture console;
    QVERIFY(console.isReady());
    QVERIFY(isAtStep(console, 1));
    QVERIFY(console.click("leaveTourButton"));
    QTRY_VERIFY(!console.shows("sandboxTour"));
    QVERIFY(console.find("beginTourButton")->hasFocus());
    console.engine.addDomain(name);
    console.engine.touch(name);
    QVERIFY(console.clickSoon("beginTourButton"));
    // It begins where the sandbox is.
    QVERIFY(isAtStep(console, 2));
}

void TestUiSandbox::nothingIsDoneTwice()
{
    ui::TourStory story;
    wire::TrackingDomain domain;
    QVERIFY(!story.learn({}));
    QVERIFY(story.learn({domain, true, false}));
    QCOMPARE(story.step(), 3);
    domain.status = wire::DomainStatus::Active;
    domain.certificate.state = wire::CertificateState::Valid;
    QVERIFY(story.learn({domain, std::nullopt, true}));
    QCOMPARE(story.step(), 6); // whether the record is there is not known now
    QVERIFY(!story.learn({domain, true, true}));
    // What went on is not taken back.
    domain.status = wire::DomainStatus::Pending;
    QVERIFY(!story.learn({domain, std::nullopt, false}));
    QCOMPARE(story.step(), 6);
    QVERIFY(story.learn({domain, false, false}));
    QCOMPARE(story.step(), 7);
}

UNMTA_TEST(TestUiSandbox)

} // namespace unmta::tst_ui_sandbox

#include "tst_ui_sandbox.moc"

// Settings: nothing changes by accident, faults stand beside their fields, and what was changed is not lost.
#include "base/AllSettings.h"
#include "service/settings/Settings.h"
#include "settings/FieldCheck.h"
#include "shell/WheelGuard.h"
#include "support/SettingRows.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QComboBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace unmta::tst_ui_settings {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

void turnWheelOver(QWidget *widget)
{
    const QPointF at(widget->rect().center());
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(widget, &event);
}

} // namespace

class TestUiSettings final : public QObject
{
    Q_OBJECT

private:
    // The settings page, with the interval changed.
    [[nodiscard]] static bool edit(const ConsoleFixture &console, const QString &interval = u"12h"_s)
    {
        return console.isReady() && console.clickSoon("settingsButton") &&
               QTest::qWaitFor([&console] { return console.shows("monitor.interval"); }) &&
               console.type("monitor.interval", interval);
    }

private Q_SLOTS:
    void theWheelScrollsThePageOnly()
    {
        QScrollArea area;
        ui::WheelGuard guard(&area);
        auto *body = new QWidget;
        auto *column = new QVBoxLayout(body);
        auto *box = new QComboBox;
        box->addItems({u"optional"_s, u"require"_s});
        auto *spin = new QSpinBox;
        spin->setValue(5);
        auto *far = new QWidget;
        far->setMinimumHeight(3000);
        for (QWidget *each : std::initializer_list<QWidget *>{box, spin, far})
            column->addWidget(each);
        area.setWidget(body);
        area.setWidgetResizable(true);
        area.resize(300, 200);
        area.show();
        QVERIFY(QTest::qWaitForWindowActive(&area));
        area.setFocus();
        for (QWidget *each : std::initializer_list<QWidget *>{box, spin}) {
            const int before = area.verticalScrollBar()->value();
            QCOMPARE(each->focusPolicy(), Qt::StrongFocus); // the wheel gives no focus
            turnWheelOver(each);
            QVERIFY(area.verticalScrollBar()->value() > before);
        }
        turnWheelOver(spin->findChild<QWidget *>(u"qt_spinbox_lineedit"_s));
        QCOMPARE(box->currentIndex(), 0);
        QCOMPARE(spin->value(), 5);
        box->setFocus();
        turnWheelOver(box);
        QCOMPARE(box->currentIndex(), 1);
        spin->setFocus();
        turnWheelOver(spin);
        QCOMPARE(spin->value(), 4);
    }

    void boxesOfTheWindowAreGuarded()
    {
        ConsoleFixture console;
        QVERIFY(edit(console));
        auto *policy = console.find<QComboBox>("edge.https_policy");
        QVERIFY(policy);
        turnWheelOver(policy);
        QCOMPARE(policy->currentData().toString(), u"optional"_s);
        QCOMPARE(policy->focusPolicy(), Qt::StrongFocus);
    }

    void defaultsHaveNoFault_data() { addSettingRows(); }
    void defaultsHaveNoFault()
    {
        QFETCH(const Setting *const, row);
        QCOMPARE(ui::fieldFault(*row, QString::fromUtf8(row->byDefault)), QString());
    }

    // The look at a field never stands in the way of what the engine would take.
    void nothingThatTheEngineTakesIsAFault_data() { addSettingRows(); }
    void nothingThatTheEngineTakesIsAFault()
    {
        QFETCH(const Setting *const, row);
        static const QStringList values{u""_s,
                                        u"auto"_s,
                                        u"AUTO"_s,
                                        u"8"_s,
                                        u"256"_s,
                                        u"forever"_s,
                                        u"Forever"_s,
                                        u"24h"_s,
                                        u"1s"_s,
                                        u"31d"_s,
                                        u"90d"_s,
                                        u"2%"_s,
                                        u"0.5%"_s,
                                        u"100%"_s,
                                        u"system"_s,
                                        u"System"_s,
                                        u"192.0.2.53"_s,
                                        u"::1"_s,
                                        u"[::1]:53"_s,
                                        u"192.0.2.53:53, 2001:db8::1"_s,
                                        u"10.0.0.0/8"_s,
                                        u"2001:db8::/32"_s,
                                        u"192.0.2.7"_s,
                                        u"localhost"_s,
                                        u"track.example.net"_s,
                                        u"a.example, b.example"_s,
                                        u"münchen.example"_s,
                                        u"track.example.net."_s,
                                        u"ops@example.com"_s,
                                        u"Ops <ops@example.com>"_s,
                                        u"a@example.com, b@example.com"_s,
                                        u"https://ca.example/dir"_s,
                                        u"smtp://mail.example.com:587"_s,
                                        u"smtps://[2001:db8::1]"_s,
                                        u"anything"_s,
                                        u"on"_s};
        for (const QString &value : values) {
            if (checkedSetting(QString::fromLatin1(row->name), value))
                QVERIFY2(ui::fieldFault(*row, value).isEmpty(), qPrintable(value));
        }
    }

    void faultsAreSentences_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("part");
        QTest::newRow("zone") << u"edge.target_zone"_s << u"track"_s << u"track.example.net"_s;
        QTest::newRow("zone as address") << u"edge.target_zone"_s << u"https://a.example"_s << u"DNS zone"_s;
        QTest::newRow("interval") << u"monitor.interval"_s << u"soon"_s << u"“soon” is not a duration"_s;
        QTest::newRow("long interval") << u"monitor.interval"_s << u"90d"_s << u"between 1 second and 31 days"_s;
        QTest::newRow("short retention") << u"events.retention"_s << u"5m"_s << u"at least 1 hour"_s;
        QTest::newRow("share") << u"monitor.breaker_share"_s << u"2"_s << u"2%"_s;
        QTest::newRow("workers") << u"edge.workers"_s << u"0"_s << u"1 to 256"_s;
        QTest::newRow("network") << u"edge.trusted_proxies"_s << u"10.0.0.0/8, proxy"_s << u"“proxy”"_s;
        QTest::newRow("address") << u"edge.public_addresses"_s << u"10.0.0.0/8"_s << u"“10.0.0.0/8” is no address"_s;
        QTest::newRow("resolver") << u"dns.resolvers"_s << u"dns.example"_s << u"“dns.example” is no resolver"_s;
        QTest::newRow("http") << u"acme.directory"_s << u"http://ca.example"_s << u"https://"_s;
        QTest::newRow("smtp") << u"smtp.url"_s << u"mail.example.com"_s << u"smtp://mail.example.com:587"_s;
        QTest::newRow("mailbox") << u"acme.email"_s << u"ops"_s << u"“ops” is no mail address"_s;
        QTest::newRow("mailboxes") << u"notify.to"_s << u"a@b.example, c"_s << u"“c” is no mail address"_s;
    }
    void faultsAreSentences()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        QFETCH(const QString, part);
        QVERIFY(!checkedSetting(name, value)); // the engine would refuse it, too
        const QString fault = ui::fieldFault(*findSetting(name), value);
        QVERIFY2(fault.contains(part), qPrintable(fault));
        QVERIFY2(!fault.contains(name), qPrintable(fault));
    }

    void aFieldIsCheckedWhenItIsLeft()
    {
        ConsoleFixture console;
        QVERIFY(edit(console, u"soon"_s));
        QVERIFY(!console.shows("problem_monitor.interval")); // not while it is typed
        console.press(QKeySequence(Qt::Key_Tab));
        QTRY_VERIFY(console.shows("problem_monitor.interval"));
        QVERIFY(console.text("problem_monitor.interval").contains(u"“soon” is not a duration"_s));
        QVERIFY(console.find("monitor.interval")->property("wrong").toBool());
        // Mended, the fault goes at once.
        QVERIFY(console.type("monitor.interval", u"6h"_s));
        QVERIFY(!console.shows("problem_monitor.interval"));
        QVERIFY(!console.find("monitor.interval")->property("wrong").toBool());
    }

    void allFaultsAreShownAtOnce()
    {
        ConsoleFixture console;
        QVERIFY(edit(console, u"soon"_s));
        QVERIFY(console.type("acme.email", u"nobody"_s));
        QVERIFY(console.type("acme.directory", u"ftp://x"_s));
        QVERIFY(console.click("saveSettingsButton"));
        for (const char *problem : {"problem_monitor.interval", "problem_acme.email", "problem_acme.directory"})
            QVERIFY2(console.shows(problem), problem);
        QCOMPARE(console.window->focusWidget(), console.find("monitor.interval")); // the first of them
        QVERIFY(console.shows("settingsBanner"));
        QCOMPARE(console.engine.settings.value(u"monitor.interval"_s), u"24h"_s);
        QVERIFY(console.find("saveSettingsButton")->isEnabled());
    }

    void refusalsUseTheWordsOfTheField()
    {
        ConsoleFixture console;
        QVERIFY(edit(console));
        // What only the engine knows.
        console.engine.settingsRefusal =
            Error(u"settings.invalid"_s, u"acme.email"_s,
                  {{u"name"_s, u"acme.email"_s}, {u"value"_s, u"x@y"_s}, {u"expected"_s, u"give another"_s}});
        QVERIFY(console.click("saveSettingsButton"));
        QTRY_VERIFY(console.shows("problem_acme.email"));
        QVERIFY(console.text("problem_acme.email").contains(u"“Contact address” cannot be"_s));
        QVERIFY(!console.text("problem_acme.email").contains(u"acme.email"_s));
    }

    void discardGoesBack()
    {
        ConsoleFixture console;
        QVERIFY(edit(console, u"soon"_s));
        QVERIFY(console.type("acme.email", u"ops@example.com"_s));
        QVERIFY(console.find("saveSettingsButton")->isEnabled());
        QVERIFY(console.click("discardSettingsButton"));
        QCOMPARE(console.text("monitor.interval"), u"1 day"_s);
        QCOMPARE(console.text("acme.email"), u"postmaster@example.com"_s);
        QVERIFY(!console.shows("problem_monitor.interval"));
        QVERIFY(!console.find("saveSettingsButton")->isEnabled());
        QVERIFY(!console.find("discardSettingsButton")->isEnabled());
    }

    void eachFieldGoesBackToItsDefault()
    {
        ConsoleFixture console;
        QVERIFY(edit(console));
        QVERIFY(console.shows("reset_monitor.interval"));
        QVERIFY(!console.shows("reset_dns.resolvers")); // it has its default
        QVERIFY(console.shows("reset_privacy.ip"));     // a box that has not
        QVERIFY(console.click("reset_monitor.interval"));
        QCOMPARE(console.text("monitor.interval"), u"1 day"_s);
        QVERIFY(!console.shows("reset_monitor.interval"));
        QVERIFY(!console.find("saveSettingsButton")->isEnabled()); // it was that before
        console.find("reset_privacy.ip")->setFocus();
        console.press(QKeySequence(Qt::Key_Space));
        QCOMPARE(console.find<QComboBox>("privacy.ip")->currentText(), u"Kept whole"_s);
        QVERIFY(console.click("saveSettingsButton"));
        QTRY_COMPARE(console.engine.settings.value(u"privacy.ip"_s), u"full"_s);
    }

    void leavingAsksAboutChanges_data()
    {
        QTest::addColumn<QString>("way"); // out of the page
        QTest::addColumn<QByteArray>("answer");
        for (const char *way : {"sidebar", "escape", "close"}) {
            for (const char *answer : {"keepEditingButton", "discardAndLeaveButton", "saveAndLeaveButton"})
                QTest::addRow("%s, %s", way, answer) << QString::fromLatin1(way) << QByteArray(answer);
        }
    }
    void leavingAsksAboutChanges()
    {
        QFETCH(const QString, way);
        QFETCH(const QByteArray, answer);
        ConsoleFixture console;
        QVERIFY(edit(console));
        if (way == u"sidebar")
            QVERIFY(console.click("eventsButton"));
        else if (way == u"escape")
            console.press(QKeySequence(Qt::Key_Escape));
        else
            QVERIFY(!console.window->close());
        QTRY_VERIFY(console.shows("unsavedDialog"));
        QCOMPARE(console.text("unsavedText"), u"One setting was changed and is not saved yet."_s);
        QVERIFY(console.shows("monitor.interval"));
        QVERIFY(console.find<QPushButton>("settingsButton")->isChecked());
        QVERIFY(console.clickIn("unsavedDialog", answer.constData()));
        QTRY_VERIFY(!console.shows("unsavedDialog"));
        const bool stays = answer == "keepEditingButton";
        if (way == u"close")
            QTRY_COMPARE(console.window->isVisible(), stays);
        else if (way == u"sidebar")
            QTRY_COMPARE(console.shows("eventTable") || console.shows("eventsPage") ||
                             console.find<QPushButton>("eventsButton")->isChecked(),
                         !stays);
        else
            QTRY_COMPARE(console.find<QPushButton>("domainsButton")->isChecked(), !stays);
        if (stays) // told back as it was understood, once the field was left
            QCOMPARE(console.text("monitor.interval"), way == u"sidebar" ? u"12 hours"_s : u"12h"_s);
        QTRY_COMPARE(console.engine.settings.value(u"monitor.interval"_s),
                     answer == "saveAndLeaveButton" ? u"12h"_s : u"24h"_s);
    }

    // What cannot be saved keeps one where it can be mended.
    void aFaultKeepsOneThere()
    {
        ConsoleFixture console;
        QVERIFY(edit(console, u"soon"_s));
        QVERIFY(console.click("eventsButton"));
        QTRY_VERIFY(console.shows("unsavedDialog"));
        QVERIFY(console.clickIn("unsavedDialog", "saveAndLeaveButton"));
        QTRY_VERIFY(console.shows("problem_monitor.interval"));
        QVERIFY(console.find<QPushButton>("settingsButton")->isChecked());
    }

    void nobodyIsAskedWithoutChanges()
    {
        ConsoleFixture console;
        QVERIFY(edit(console));
        QVERIFY(console.type("monitor.interval", u"24h"_s));
        QVERIFY(console.click("eventsButton"));
        QTRY_VERIFY(console.find<QPushButton>("eventsButton")->isChecked());
        QVERIFY(!console.find("unsavedDialog"));
    }
};

UNMTA_TEST(TestUiSettings)

} // namespace unmta::tst_ui_settings

#include "tst_ui_settings.moc"

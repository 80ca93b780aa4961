// Test mail, test the resolvers, test the authority: as typed, unsaved; what was found stands beneath the button.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>
#include <QScrollArea>

namespace unmta::tst_ui_settings_trial {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

bool showsSettings(const ConsoleFixture &console)
{
    return console.isReady() && console.clickSoon("settingsButton") &&
           QTest::qWaitFor([&console] { return console.shows("mailTestButton"); });
}

// Scrolled to, as a user would before a click.
void comeTo(const ConsoleFixture &console, const char *name)
{
    QWidget *widget = console.find(name);
    for (QWidget *each = widget; each; each = each->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(each))
            area->ensureWidgetVisible(widget);
    }
}

} // namespace

class TestUiSettingsTrial final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailByMouse()
    {
        ConsoleFixture console;
        console.engine.trial = {u"notices"_s,
                                wire::ReadinessState::Ready,
                                u"The relay took the mail for ann@example.net. See whether it arrives."_s,
                                {},
                                u"Relay: smtp://mail.example.com"_s,
                                console.engine.clock.now()};
        QVERIFY(showsSettings(console));
        QVERIFY(console.type("smtp.url", u"smtp://mail.example.com"_s));
        QVERIFY(console.type("monitor.interval", u"12h"_s)); // is no part of it
        QVERIFY(console.type("mailTestToEdit", u"ann@example.net"_s));
        comeTo(console, "mailTestButton");
        QVERIFY(console.click("mailTestButton"));
        QTRY_COMPARE(console.text("stepSentence_notices"), console.engine.trial.sentence);
        QCOMPARE(console.engine.trials.size(), 1);
        const wire::SettingsTestInput asked = console.engine.trials.first();
        QCOMPARE(asked.what, u"mail"_s);
        QCOMPARE(asked.to, u"ann@example.net"_s);
        QCOMPARE(asked.settings, (wire::Settings{{u"smtp.url"_s, u"smtp://mail.example.com"_s}}));
        // Typed, and not saved.
        QCOMPARE(console.engine.settings.value(u"smtp.url"_s), QString());
        QVERIFY(console.find("saveSettingsButton")->isEnabled());
    }

    void byKeyboard()
    {
        ConsoleFixture console;
        console.engine.trial = {u"resolver"_s,
                                wire::ReadinessState::Failed,
                                u"The resolver 192.0.2.1:53 does not answer."_s,
                                u"Give resolvers that answer and tell the truth, such as one of your own:\n"
                                "unmta-ctl settings set dns.resolvers=127.0.0.1"_s,
                                u"192.0.2.1:53: silent"_s,
                                console.engine.clock.now()};
        QVERIFY(showsSettings(console));
        auto *button = console.find<QPushButton>("resolverTestButton");
        button->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_COMPARE(console.text("stepSentence_resolver"), console.engine.trial.sentence);
        QVERIFY(console.text("stepFix_resolver").startsWith(u"Give resolvers that answer"_s));
        QCOMPARE(console.engine.trials.first().settings, wire::Settings());
        QVERIFY(button->hasFocus());
    }

    void aRefusalStandsBesideItsField()
    {
        ConsoleFixture console;
        console.engine.trialRefusal = Error(
            u"settings.invalid"_s, u"acme.directory"_s,
            {{u"name"_s, u"acme.directory"_s}, {u"value"_s, u"x"_s}, {u"expected"_s, u"give an https address"_s}});
        QVERIFY(showsSettings(console));
        comeTo(console, "authorityTestButton");
        QVERIFY(console.click("authorityTestButton"));
        QTRY_VERIFY(console.shows("problem_acme.directory"));
        QVERIFY(!console.shows("authorityTestState"));
        // About no field of the form: beneath the button.
        console.engine.trialRefusal = Error(u"mail.bad_address"_s, u"to"_s, {{u"address"_s, u"ann"_s}});
        comeTo(console, "mailTestButton");
        QVERIFY(console.click("mailTestButton"));
        QTRY_VERIFY(console.text("mailTestState").contains(u"“ann” is not a mail address"_s));
    }
};

UNMTA_TEST(TestUiSettingsTrial)

} // namespace unmta::tst_ui_settings_trial

#include "tst_ui_settings_trial.moc"

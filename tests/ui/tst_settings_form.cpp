// The settings page has a field for every row of the table of settings.
#include "ui/ConsoleFixture.h"

#include "base/AllSettings.h"
#include "settings/SettingsForm.h"
#include "support/SettingRows.h"
#include "support/SettingWords.h"
#include "support/TestMain.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace unmta::tst_settings_form {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// An engine that knows every setting.
void knowsAll(FakeEngine &engine)
{
    for (const Setting &row : allSettings)
        engine.settings.insert(QString::fromLatin1(row.name), QString::fromUtf8(row.byDefault));
    engine.settings.insert(u"smtp.password"_s, u"********"_s);
}

} // namespace

class TestSettingsForm : public QObject
{
    Q_OBJECT

    std::unique_ptr<ConsoleFixture> m_console;

    [[nodiscard]] QString textOf(const char *name) const
    {
        if (auto *box = m_console->find<QComboBox>(name))
            return box->currentData().toString();
        if (auto *check = m_console->find<QCheckBox>(name))
            return check->isChecked() ? u"on"_s : u"off"_s;
        return ui::settingValueOf(QString::fromLatin1(name), m_console->text(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_console = std::make_unique<ConsoleFixture>(knowsAll);
        QVERIFY(m_console->isReady());
        QTRY_VERIFY(m_console->shows("settingsButton"));
        QVERIFY(m_console->click("settingsButton"));
        QTRY_VERIFY(m_console->shows(allSettings[0].name));
    }
    void cleanupTestCase() { m_console.reset(); }

    void everyRowHasItsField_data() { addSettingRows(); }
    void everyRowHasItsField()
    {
        QFETCH(const Setting *const, row);
        QVERIFY(m_console->shows(row->name));
        const auto *editor = m_console->find(row->name);
        QCOMPARE(editor->accessibleName(), QString::fromUtf8(row->label));
        QCOMPARE(editor->accessibleDescription(), ui::settingHint(*row));
        QCOMPARE(textOf(row->name), m_console->engine.settings.value(QString::fromLatin1(row->name)));
        if (const auto *box = m_console->find<QComboBox>(row->name)) {
            QStringList offered;
            for (int i = 0; i < box->count(); ++i)
                offered << box->itemData(i).toString();
            QCOMPARE(offered, settingChoices(*row));
            // In words, not as programs have them.
            for (int i = 0; i < box->count(); ++i)
                QVERIFY2(!settingChoices(*row).contains(box->itemText(i)), qPrintable(box->itemText(i)));
        } else if (ui::isSwitch(*row)) {
            QVERIFY(m_console->find<QCheckBox>(row->name));
        } else {
            const auto *line = m_console->find<QLineEdit>(row->name);
            QVERIFY(line);
            QVERIFY(settingChoices(*row).isEmpty());
            QCOMPARE(line->echoMode(), row->isSecret() ? QLineEdit::Password : QLineEdit::Normal);
        }
    }

    void itsSentenceIsOnTheScreen_data() { addSettingRows(); }
    void itsSentenceIsOnTheScreen()
    {
        QFETCH(const Setting *const, row);
        const auto *field = m_console->find(row->name)->parentWidget();
        const auto labels = field->findChildren<QLabel *>();
        QVERIFY2(!ui::settingHint(*row).contains(u'“'), "it quotes what only programs read");
        for (const QString &words : {QString::fromUtf8(row->label), ui::settingHint(*row)}) {
            const auto shown = std::find_if(labels.begin(), labels.end(), [&words](const QLabel *label) {
                return label->isVisible() && label->text() == words;
            });
            QVERIFY2(shown != labels.end(), qPrintable(words));
            // Nothing of it is cut off.
            QVERIFY((*shown)->height() >= (*shown)->heightForWidth((*shown)->width()));
            QVERIFY((*shown)->wordWrap() || (*shown)->width() >= (*shown)->sizeHint().width());
        }
    }

    void fieldsStandInTheOrderOfTheTable()
    {
        const auto *form = m_console->window->findChild<ui::SettingsForm *>();
        QPoint before;
        for (const Setting &row : allSettings) {
            const QPoint at = m_console->find(row.name)->mapTo(form, QPoint());
            QVERIFY2(at.y() > before.y(), row.name);
            QVERIFY2(before.isNull() || at.x() == before.x(), row.name);
            before = at;
        }
    }

    void aChangeOfEachIsSent_data() { addSettingRows(); }
    void aChangeOfEachIsSent()
    {
        QFETCH(const Setting *const, row);
        const QString name = QString::fromLatin1(row->name);
        ui::SettingsForm form;
        form.show({{name, QString::fromUtf8(row->byDefault)}});
        QVERIFY(form.changes().isEmpty());
        QString wanted = u"x"_s;
        if (auto *box = form.findChild<QComboBox *>(name)) {
            wanted = settingChoices(*row).last() == box->currentData().toString() ? settingChoices(*row).first()
                                                                                  : settingChoices(*row).last();
            box->setCurrentIndex(box->findData(wanted));
        } else if (auto *check = form.findChild<QCheckBox *>(name)) {
            wanted = check->isChecked() ? u"off"_s : u"on"_s;
            check->toggle();
        } else {
            form.findChild<QLineEdit *>(name)->setText(wanted);
        }
        QCOMPARE(form.changes(), (wire::Settings{{name, wanted}}));
        QVERIFY(form.refuse(Error(u"settings.invalid"_s, name)));
        form.accepted({{name, wanted}});
        QVERIFY(form.changes().isEmpty());
    }

    // What is typed in words is sent as the engine has it; so is what is typed as the engine has it.
    void wordsAreSentAsTheEngineHasThem()
    {
        ui::SettingsForm form;
        form.show({{u"events.retention"_s, u"90d"_s}, {u"edge.workers"_s, u"auto"_s}, {u"dns.resolvers"_s, u"::1"_s}});
        auto *workers = form.findChild<QLineEdit *>(u"edge.workers"_s);
        QCOMPARE(workers->text(), u"automatic"_s);
        QVERIFY(form.changes().isEmpty());
        workers->setText(u"4"_s);
        form.findChild<QLineEdit *>(u"events.retention"_s)->setText(u"Forever"_s);
        form.findChild<QLineEdit *>(u"dns.resolvers"_s)->setText(u"those of this computer"_s);
        QCOMPARE(form.changes(), (wire::Settings{{u"edge.workers"_s, u"4"_s},
                                                 {u"events.retention"_s, u"forever"_s},
                                                 {u"dns.resolvers"_s, u"system"_s}}));
        workers->setText(u"auto"_s);
        QVERIFY(!form.changes().contains(u"edge.workers"_s));
    }

    // One types a duration as one says it; the engine gets it as it writes it itself.
    void durationsAreTypedAsOneSaysThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("shown");
        QTest::newRow("a day") << u"1 day"_s << u"24h"_s << u"1 day"_s;
        QTest::newRow("as the engine writes it") << u"90d"_s << u"90d"_s << u"90 days"_s;
        QTest::newRow("hours that are days") << u"48h"_s << u"2d"_s << u"2 days"_s;
        QTest::newRow("hours that are none") << u"36 hours"_s << u"36h"_s << u"36 hours"_s;
        QTest::newRow("weeks") << u"2 Weeks"_s << u"14d"_s << u"14 days"_s;
        QTest::newRow("without a blank") << u"90min"_s << u"90m"_s << u"90 minutes"_s;
        QTest::newRow("one of them") << u"1 Hour"_s << u"1h"_s << u"1 hour"_s;
        QTest::newRow("thousands") << u"1,000 days"_s << u"1000d"_s << u"1,000 days"_s;
        QTest::newRow("forever") << u"forever"_s << u"forever"_s << u"forever"_s;
        QTest::newRow("no duration") << u"a while"_s << u"a while"_s << u"a while"_s;
        QTest::newRow("no unit") << u"90"_s << u"90"_s << u"90"_s;
        QTest::newRow("no unit of time") << u"90 dogs"_s << u"90 dogs"_s << u"90 dogs"_s;
    }
    void durationsAreTypedAsOneSaysThem()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, sent);
        QFETCH(const QString, shown);
        const QString name = u"events.retention"_s;
        ui::SettingsForm form;
        form.show({{name, u"365d"_s}});
        auto *field = form.findChild<QLineEdit *>(name);
        QCOMPARE(field->text(), u"365 days"_s);
        QVERIFY(form.changes().isEmpty());
        field->setText(typed);
        QCOMPARE(form.changes().value(name), sent);
        Q_EMIT field->editingFinished(); // the field is left
        QCOMPARE(field->text(), shown);
        field->setText(u"365 days"_s);
        QVERIFY(form.changes().isEmpty());
    }

    void settingsThatTheEngineDoesNotKnowAreLeftOut()
    {
        ui::SettingsForm form;
        form.show({{u"smtp.tls"_s, u"none"_s}, {u"no.such"_s, u"x"_s}});
        QVERIFY(!form.findChild<QWidget *>(u"smtp.tls"_s)->parentWidget()->isHidden());
        QVERIFY(form.findChild<QWidget *>(u"smtp.url"_s)->parentWidget()->isHidden());
        QVERIFY(form.changes().isEmpty());
    }
};

UNMTA_TEST(TestSettingsForm)

} // namespace unmta::tst_settings_form

#include "tst_settings_form.moc"

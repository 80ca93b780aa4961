// What is told without a page: the level's sign, sentences, what to do, and the values to copy.
#include "kit/Banner.h"
#include "kit/text/Sign.h"
#include "messages/EngineMessages.h"
#include "support/TestMain.h"
#include "support/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

namespace unmta::tst_ui_messages {

using namespace unmta::ui;
using namespace Qt::StringLiterals;

class TestUiMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLevelHasItsSign_data();
    void eachLevelHasItsSign();
    void aFailedStartTellsWhatToDo();
    void aFailedStartIsTriedAgain();
    void restoredOrNot();
    void aServiceThatEndsWithTheLogin();
    void helpThatIsNotThere();
};

namespace {

// By what stands on it: title, paragraphs and values, from top to bottom.
QStringList wordsOf(const Message &message)
{
    MessageDialog dialog(message);
    dialog.open();
    QStringList words;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (!label->text().isEmpty() && label->isVisibleTo(&dialog))
            words << label->text();
    }
    for (const QTextEdit *value : dialog.findChildren<QTextEdit *>())
        words << value->toPlainText();
    return words;
}

} // namespace

void TestUiMessages::eachLevelHasItsSign_data()
{
    QTest::addColumn<Tone>("level");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("word");
    QTest::newRow("information") << Tone::Accent << u"info"_s << u"Information"_s;
    QTest::newRow("remark") << Tone::Neutral << u"info"_s << u"Information"_s;
    QTest::newRow("success") << Tone::Good << u"done"_s << u"Done"_s;
    QTest::newRow("warning") << Tone::Warning << u"warning"_s << u"Warning"_s;
    QTest::newRow("error") << Tone::Bad << u"error"_s << u"Error"_s;
}

void TestUiMessages::eachLevelHasItsSign()
{
    QFETCH(Tone, level);
    QFETCH(QString, icon);
    QFETCH(QString, word);
    QWidget page;
    Banner banner(&page);
    banner.show(level, u"Something."_s);
    const auto *sign = static_cast<Sign *>(banner.findChild<QLabel *>(u"bannerSign"_s));
    QVERIFY(sign);
    QCOMPARE(sign->iconName(), icon);
    QCOMPARE(sign->accessibleName(), word);
    MessageDialog dialog({u"d"_s, level, u"T"_s, {u"Something."_s}, {}, {}, {}});
    QCOMPARE(static_cast<Sign *>(dialog.findChild<QLabel *>(u"messageSign"_s))->iconName(), icon);
}

void TestUiMessages::aFailedStartTellsWhatToDo()
{
    const Error error(u"store.not_writable"_s, {}, {{u"path"_s, u"/srv/unmta"_s}}, u"Permission denied"_s);
    const Message message = startFailed(error, u"/srv/unmta"_s, false);
    QCOMPARE(message.level, Tone::Bad);
    const QString words = wordsOf(message).join(u'\n');
    QVERIFY2(words.contains(u"The engine could not start"_s), qPrintable(words));
    QVERIFY(words.contains(u"/srv/unmta"_s));
    QVERIFY(words.contains(u"links in delivered mail do not work"_s)); // what it means
    QVERIFY(words.contains(u"change its owner"_s));                    // what to do
    QVERIFY(words.contains(u"Permission denied"_s));
    QVERIFY(!words.contains(u"store.not_writable"_s)); // a code for programs
    // In the sandbox nobody's links are at stake.
    QVERIFY(!wordsOf(startFailed(error, {}, true)).join(u'\n').contains(u"delivered mail"_s));
}

void TestUiMessages::aFailedStartIsTriedAgain()
{
    const Error error(u"store.in_use"_s, {}, {{u"path"_s, u"/srv/unmta"_s}});
    MessageDialog dialog(startFailed(error, u"/srv/unmta"_s, false));
    QCOMPARE(dialog.findChildren<QTextEdit *>().size(), 1); // the same place once
    QSignalSpy action(&dialog, &MessageDialog::actionRequested);
    QSignalSpy away(&dialog, &QDialog::rejected);
    dialog.open();
    auto *again = dialog.findChild<QPushButton *>(u"messageActionButton"_s);
    QVERIFY(again->isDefault());
    QCOMPARE(again->text(), u"Try again"_s);
    auto *copy = dialog.findChild<QPushButton *>(u"copyButton_dataDir"_s);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"/srv/unmta"_s);
    QTest::mouseClick(again, Qt::LeftButton);
    QCOMPARE(action.size(), 1);
    QCOMPARE(away.size(), 0);
    dialog.open();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(away.size(), 1);
}

void TestUiMessages::restoredOrNot()
{
    const Message good = restored(u"/srv/unmta.before"_s, u"/backup/1"_s);
    QCOMPARE(good.level, Tone::Good);
    QCOMPARE(good.values.size(), 2);
    QCOMPARE(good.values.at(0).text, u"/srv/unmta.before"_s);
    QCOMPARE(restored(QString(), u"/backup/1"_s).values.size(), 1); // there was no store before
    const Message bad =
        restored(Error(u"store.corrupt"_s, {}, {{u"path"_s, u"/backup/1/engine.db"_s}}), u"/backup/1"_s);
    QCOMPARE(bad.level, Tone::Bad);
    QVERIFY(bad.paragraphs.last().contains(u"nothing was changed"_s));
    QCOMPARE(bad.values.size(), 2);
}

void TestUiMessages::aServiceThatEndsWithTheLogin()
{
    const Message message = serviceStarted(true, u"ann"_s);
    QCOMPARE(message.level, Tone::Warning);
    QCOMPARE(message.values.first().text, u"loginctl enable-linger ann"_s);
    QVERIFY(serviceStarted(false, u"ann"_s).values.isEmpty());
}

void TestUiMessages::helpThatIsNotThere()
{
    QCOMPARE(helpMissing({}, u"events"_s).values.first().text, u"unmta-ctl help events"_s);
    QCOMPARE(helpMissing(u"/usr/share/doc/events.html"_s, u"events"_s).values.first().text,
             u"/usr/share/doc/events.html"_s);
}

UNMTA_TEST(TestUiMessages)

} // namespace unmta::tst_ui_messages

#include "tst_ui_messages.moc"

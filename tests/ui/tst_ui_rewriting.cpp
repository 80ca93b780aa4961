// The rewriting page by clicks: a message comes in by file, drop or paste; every link is told with its decision and the
// reason in words; the result is saved; rules and tracked links beside it.
#include "rewriting/RewritePane.h"
#include "rewriting/RewriteSource.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/RewriteSamples.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTemporaryDir>

namespace unmta::tst_ui_rewriting {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiRewriting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEmptyPageExplainsTheFirstStep();
    void pastedHtmlIsPreviewed();
    void aDroppedMessageIsPreviewed();
    void aMessageIsOpenedByDialog();
    void aMessageIsOpenedFromOutside();
    void filesThatCannotBeUsedAreExplained_data();
    void filesThatCannotBeUsedAreExplained();
    void theHostIsChosen();
    void aChosenLinkIsShownInBothSources();
    void theResultIsSavedAndCopied();
    void rulesAreStoredAndTriedAtOnce();
    void refusedRulesGoBack();
    void aTrackedLinkIsInspected();
    void aForgedLinkIsNotGenuine();
    void whileItIsUnderWayThatIsShown();
    void offlineIsToldAndMendsItself();
    void theKeyboardIsEnough();
    void aHugeMessageIsShownInPart();
    void textFromOutsideStaysText();
    void warningsAreBanners();
};

namespace {

void some(FakeEngine &engine)
{
    engine.addActive(u"track.example.com"_s, 10).isDefault = true;
    engine.addActive(u"links.example.org"_s, 10);
    engine.addDomain(u"pending.example.net"_s);
    engine.clusters.front().trackingHost = u"track.example.com"_s;
    engine.setPreview(samplePreview());
}

bool openPage(ConsoleFixture &console)
{
    return console.isReady() && QTest::qWaitFor([&] { return console.shows("domainTable"); }) &&
           console.click("rewritingButton") &&
           QTest::qWaitFor([&] { return console.find("opensRuleBox")->isEnabled(); });
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

// Drops a file on the middle of the page, as a file manager would.
bool drop(ConsoleFixture &console, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QWidget *page = console.find("rewriteSource");
    while (page && !page->acceptDrops())
        page = page->parentWidget();
    if (!page)
        return false;
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(page, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
    return QApplication::sendEvent(page, &event);
}

// Types the path into the file dialog and confirms it.
bool answer(ConsoleFixture &console, const char *dialogName, const QString &path)
{
    if (!QTest::qWaitFor([&] { return console.shows(dialogName); }))
        return false;
    auto *dialog = console.find<QFileDialog>(dialogName);
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(path);
    QTest::keyClick(edit, Qt::Key_Return);
    return true;
}

bool showSample(ConsoleFixture &console, const QTemporaryDir &folder)
{
    return openPage(console) && drop(console, write(folder, u"spring.eml"_s, sampleMessage())) &&
           QTest::qWaitFor([&] { return console.shows("rewriteSummary"); });
}

QString cell(const ConsoleFixture &console, int row, int column)
{
    return console.table("rewriteLinkTable")->model()->index(row, column).data().toString();
}

QString chosenIn(const ConsoleFixture &console, const char *pane)
{
    const auto selections = console.find<QPlainTextEdit>(pane)->extraSelections();
    return selections.size() == 1 ? selections.front().cursor.selectedText() : QString();
}

} // namespace

void TestUiRewriting::theEmptyPageExplainsTheFirstStep()
{
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(console.shows("openMessageButton"));
    QVERIFY(console.shows("pasteHtmlButton"));
    QVERIFY(console.shows("trackedUrlEdit"));
    QVERIFY(!console.shows("rewriteSummary"));
    QVERIFY(!console.shows("rewriteBusyBar"));
    QCOMPARE(console.engine.previewed.size(), 0);
}

void TestUiRewriting::pastedHtmlIsPreviewed()
{
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(console.click("pasteHtmlButton"));
    QTRY_VERIFY(console.find("htmlEdit")->hasFocus());
    QVERIFY(!console.click("usePastedButton")); // there is nothing yet
    const QString html = u"<a href=\"https://shop.example.com/offers?a=1&amp;b=2\">See the offers</a>"_s;
    QTest::keyClicks(console.find("htmlEdit"), html);
    QVERIFY(console.click("usePastedButton"));
    QTRY_VERIFY(console.shows("rewriteSummary"));
    const ApiRequest request = console.engine.previewed.value(0);
    QCOMPARE(request.contentType, QByteArray("text/html"));
    QCOMPARE(request.body, html.toUtf8());
    QVERIFY(!request.query.hasQueryItem(u"tracking_host"_s));
    QCOMPARE(console.text("messageName"), u"Pasted HTML"_s);
    QVERIFY(!console.find("trackingHostBox")->isEnabled()); // it is for whole messages
    QVERIFY(!console.shows("htmlEdit"));
    // The card is no taller than what is left in it.
    const QWidget *card = console.find("rewriteSource");
    const QWidget *host = console.find("trackingHostBox");
    const int lines = host->fontMetrics().lineSpacing();
    QTRY_VERIFY2(card->height() < 8 * lines, qPrintable(QString::number(card->height())));
}

void TestUiRewriting::aDroppedMessageIsPreviewed()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(showSample(console, folder));
    QCOMPARE(console.engine.previewed.value(0).body, sampleMessage());
    QCOMPARE(console.engine.previewed.value(0).contentType, QByteArray("message/rfc822"));
    QCOMPARE(console.text("messageName"), u"spring.eml"_s);
    QCOMPARE(console.text("rewriteSummary"), u"2 of 5 links tracked, pixel added, host track.example.com"_s);
    QVERIFY(console.text("rewriteDetails").contains(u"Part 1 (text/plain) is left alone: plain text is not rewritten"));
    QCOMPARE(console.rows("rewriteLinkTable"), 5);
    QCOMPARE(cell(console, 0, 1), u"See the offers"_s);
    QCOMPARE(cell(console, 0, 2), u"https://shop.example.com/offers?a=1&b=2"_s);
    QCOMPARE(cell(console, 0, 3), u"Tracked"_s);
    QCOMPARE(cell(console, 2, 3), u"Left alone"_s);
    QCOMPARE(cell(console, 2, 4), u"It jumps within the message."_s);
    QCOMPARE(cell(console, 4, 4), u"The template says so: data-track."_s);
    QVERIFY(console.find<QPlainTextEdit>("originalText")->toPlainText().startsWith(u"From: Example Shop"));
    QVERIFY(console.find<QPlainTextEdit>("rewrittenText")->toPlainText().contains(sampleToken(1)));
    // What one came for is in sight, not the message's header.
    for (const char *pane : {"originalText", "rewrittenText"}) {
        auto *text = console.find<QPlainTextEdit>(pane);
        QTRY_VERIFY(text->cursorRect().intersects(text->viewport()->rect()));
        QTRY_VERIFY(text->toPlainText().mid(text->textCursor().position()).startsWith(u"https://"));
    }
}

void TestUiRewriting::aMessageIsOpenedByDialog()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(console.click("openMessageButton"));
    QVERIFY(answer(console, "openMessageDialog", write(folder, u"page.HTML"_s, "<p>Hello</p>")));
    QTRY_VERIFY(console.shows("rewriteSummary"));
    QCOMPARE(console.engine.previewed.value(0).contentType, QByteArray("text/html")); // by its name
    QCOMPARE(console.engine.previewed.value(0).body, QByteArray("<p>Hello</p>"));
    // The next one takes its place.
    QVERIFY(console.click("openAnotherButton"));
    QVERIFY(answer(console, "openMessageDialog", write(folder, u"spring.eml"_s, sampleMessage())));
    QTRY_COMPARE(console.text("messageName"), u"spring.eml"_s);
    QTRY_COMPARE(console.engine.previewed.size(), 2);
    QVERIFY(console.find("trackingHostBox")->isEnabled());
}

void TestUiRewriting::aMessageIsOpenedFromOutside()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    // As soon as there is a window: nothing is known of the engine yet.
    console.window->view().showMessage(write(folder, u"spring.eml"_s, sampleMessage()));
    QTRY_VERIFY(console.shows("rewriteSummary"));
    QCOMPARE(console.text("messageName"), u"spring.eml"_s);
    QCOMPARE(console.engine.previewed.value(0).body, sampleMessage());
}

void TestUiRewriting::filesThatCannotBeUsedAreExplained_data()
{
    QTest::addColumn<bool>("exists");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("gone in the meantime") << false << QByteArray() << u"The file could not be read"_s;
    QTest::newRow("empty") << true << QByteArray() << u"The file is empty."_s;
    QTest::newRow("too large") << true << QByteArray(ui::RewriteSource::maxBytes + 1, 'x') << u"larger than 8.0 MB"_s;
}

void TestUiRewriting::filesThatCannotBeUsedAreExplained()
{
    QFETCH(bool, exists);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(drop(console, exists ? write(folder, u"a.eml"_s, bytes) : folder.filePath(u"a.eml"_s)));
    QTRY_VERIFY(console.shows("rewriteSourceProblem"));
    const auto *text = console.find("rewriteSourceProblem")->findChild<QLabel *>(u"bannerText"_s);
    QVERIFY2(text->text().contains(sentence), qPrintable(text->text()));
}

void TestUiRewriting::theHostIsChosen()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(showSample(console, folder));
    auto *box = console.find<QComboBox>("trackingHostBox");
    QTRY_COMPARE(box->count(), 2); // the pending one cannot be used
    QCOMPARE(box->itemText(0), u"track.example.com (default)"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_COMPARE(console.engine.previewed.size(), 2);
    QCOMPARE(console.engine.previewed.back().query.queryItemValue(u"tracking_host"_s), u"links.example.org"_s);
    QTRY_VERIFY(console.text("rewriteSummary").endsWith(u"host links.example.org"));
    // It is gone: the default is tried again.
    console.engine.remove(u"links.example.org"_s);
    QTRY_COMPARE(console.engine.previewed.size(), 3);
    QTRY_VERIFY(console.text("rewriteSummary").endsWith(u"host track.example.com"));
}

void TestUiRewriting::aChosenLinkIsShownInBothSources()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(showSample(console, folder));
    QTableView *table = console.table("rewriteLinkTable");
    table->setFocus(Qt::TabFocusReason);
    QCOMPARE(chosenIn(console, "originalText"), u"https://shop.example.com/offers?a=1&amp;b=2"_s);
    QCOMPARE(chosenIn(console, "rewrittenText"), sampleToken(1));
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(chosenIn(console, "originalText"), u"https://shop.example.com/garden"_s);
    QCOMPARE(chosenIn(console, "rewrittenText"), sampleToken(2));
    // Another preview of the same message keeps the choice.
    auto *box = console.find<QComboBox>("trackingHostBox");
    QTRY_COMPARE(box->count(), 2);
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_COMPARE(console.engine.previewed.size(), 2);
    QTRY_VERIFY(console.text("rewriteSummary").endsWith(u"host links.example.org"));
    QCOMPARE(table->currentIndex().row(), 1);
    QCOMPARE(chosenIn(console, "rewrittenText"), sampleToken(2));
}

void TestUiRewriting::theResultIsSavedAndCopied()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(showSample(console, folder));
    QVERIFY(console.click("saveResultButton"));
    const QString path = folder.filePath(u"out.eml"_s);
    QTRY_VERIFY(console.shows("saveResultDialog"));
    QCOMPARE(console.find<QFileDialog>("saveResultDialog")->findChild<QLineEdit *>(u"fileNameEdit"_s)->text(),
             u"spring-rewritten.eml"_s);
    QVERIFY(answer(console, "saveResultDialog", path));
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QVERIFY(saved.contains(sampleToken(2).toLatin1()));
    QVERIFY(saved.contains("\r\n--b1--\r\n")); // byte for byte, line ends included
    QCOMPARE(saved.count('\n'), sampleMessage().count('\n'));
    QGuiApplication::clipboard()->clear();
    QVERIFY(console.click("copyResultButton"));
    QVERIFY(QGuiApplication::clipboard()->text().contains(sampleToken(2)));
}

void TestUiRewriting::rulesAreStoredAndTriedAtOnce()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(showSample(console, folder));
    QVERIFY(console.find<QCheckBox>("opensRuleBox")->isChecked());
    QVERIFY(!console.find<QCheckBox>("plainTextRuleBox")->isChecked());
    QTest::keyClick(console.find("plainTextRuleBox"), Qt::Key_Space);
    QTRY_VERIFY(console.engine.rewriteRules.plainText);
    QVERIFY(console.engine.rewriteRules.opens);
    QTRY_COMPARE(console.engine.previewed.size(), 2);
    auto *place = console.find<QComboBox>("pixelPositionBox");
    QCOMPARE(place->currentText(), u"By size"_s);
    QTest::keyClick(place, Qt::Key_Down);
    QTRY_COMPARE(console.engine.rewriteRules.pixelPosition, wire::PixelPosition::Start);
    QVERIFY(console.engine.rewriteRules.plainText);
    QTRY_COMPARE(console.engine.previewed.size(), 3);
    // Somebody else changes them.
    console.engine.rewriteRules.pixelPosition = wire::PixelPosition::End;
    console.engine.rewriteRules.opens = false;
    console.engine.touch(console.engine.clusterId, ChangeKind::Cluster);
    QTRY_VERIFY(!console.find<QCheckBox>("opensRuleBox")->isChecked());
    QTRY_COMPARE(console.engine.previewed.size(), 4);
    QCOMPARE(place->currentText(), u"At the end"_s);
}

void TestUiRewriting::refusedRulesGoBack()
{
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    console.engine.rewritingRefusal = Error(u"token.forbidden"_s);
    QTest::keyClick(console.find("clicksRuleBox"), Qt::Key_Space);
    QTRY_VERIFY(console.shows("rewriteRulesProblem"));
    QVERIFY(console.find<QCheckBox>("clicksRuleBox")->isChecked());
    QVERIFY(console.engine.rewriteRules.clicks);
}

void TestUiRewriting::aTrackedLinkIsInspected()
{
    ConsoleFixture console(some);
    wire::Inspection link;
    link.genuine = true;
    link.kind = u"click"_s;
    link.clusterId = console.engine.clusterId;
    link.trackingHost = u"track.example.com"_s;
    link.url = u"https://shop.example.com/?a=1&b=2"_s;
    link.messageId = u"spring-1@mail.example.com"_s;
    link.recipient = u"reader@customer.example"_s;
    link.linkIndex = 3;
    link.linkName = u"garden"_s;
    link.meta = {{u"campaign"_s, u"spring"_s}};
    console.engine.inspections.insert(sampleToken(1), link);
    QVERIFY(openPage(console));
    QVERIFY(!console.click("inspectButton")); // nothing to inspect yet
    QVERIFY(console.type("trackedUrlEdit", u"  %1 "_s.arg(sampleToken(1))));
    QTest::keyClick(console.find("trackedUrlEdit"), Qt::Key_Return);
    QTRY_COMPARE(console.text("inspectedUrl"), link.url);
    QCOMPARE(console.text("inspectionBadge"), u"Click"_s);
    QCOMPARE(console.text("inspectedMessageId"), link.messageId);
    QCOMPARE(console.text("inspectedRecipient"), link.recipient);
    QCOMPARE(console.text("inspectedLinkName"), u"garden"_s);
    QCOMPARE(console.text("inspectedIndex"), u"link 3 of the message"_s);
    QCOMPARE(console.text("inspectedMeta1"), u"spring"_s);
    QVERIFY(console.clickSoon("inspectedUrlCopyButton")); // what has come is laid out in the next round
    QCOMPARE(QGuiApplication::clipboard()->text(), link.url);
    // What is typed next is not what was inspected.
    QTest::keyClick(console.find("trackedUrlEdit"), Qt::Key_X);
    QVERIFY(!console.find("inspectedUrl"));
    QVERIFY(!console.shows("inspectionBadge"));
}

void TestUiRewriting::aForgedLinkIsNotGenuine()
{
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(console.type("trackedUrlEdit", u"https://track.example.com/c/forged"_s));
    QVERIFY(console.click("inspectButton"));
    QTRY_COMPARE(console.text("inspectionBadge"), u"Not genuine"_s);
    QCOMPARE(console.text("inspectionMessage"), u"This is not a genuine link of this cluster."_s);
    QVERIFY(!console.find("inspectedUrl"));
    console.transport.cut();
    QVERIFY(console.click("inspectButton"));
    QTRY_VERIFY(console.text("inspectionMessage").contains(u"No engine answers"));
}

void TestUiRewriting::whileItIsUnderWayThatIsShown()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    console.engine.holdPreview(true);
    QVERIFY(drop(console, write(folder, u"spring.eml"_s, sampleMessage())));
    QTRY_VERIFY(console.shows("rewriteBusyBar"));
    QVERIFY(!console.shows("rewriteSummary"));
    console.engine.holdPreview(false);
    QTRY_VERIFY(console.shows("rewriteSummary"));
    QVERIFY(!console.shows("rewriteBusyBar"));
}

void TestUiRewriting::offlineIsToldAndMendsItself()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    console.transport.cut();
    QTRY_VERIFY(console.shows("offlineBanner"));
    QVERIFY(drop(console, write(folder, u"spring.eml"_s, sampleMessage())));
    QTRY_VERIFY(console.shows("rewriteBanner"));
    QCOMPARE(console.text("messageName"), u"spring.eml"_s);
    console.transport.mend();
    QTRY_VERIFY(console.shows("rewriteSummary"));
    QVERIFY(!console.shows("rewriteBanner"));
    // A refusal is told with a way out.
    console.engine.rewritingRefusal = Error(u"request.too_many"_s, {}, {{u"seconds"_s, u"5"_s}});
    QVERIFY(drop(console, write(folder, u"again.eml"_s, sampleMessage())));
    QTRY_VERIFY(console.shows("rewriteBanner"));
    QVERIFY(!console.shows("rewriteSummary")); // it was about another message
    console.engine.rewritingRefusal.reset();
    auto *retry = console.find("rewriteBanner")->findChild<QAbstractButton *>(u"bannerActionButton"_s);
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_VERIFY(console.shows("rewriteSummary"));
}

void TestUiRewriting::theKeyboardIsEnough()
{
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    console.press(QKeySequence(u"Alt+P"_s));
    QTRY_VERIFY(console.find("htmlEdit")->hasFocus());
    QTest::keyClicks(console.find("htmlEdit"), u"<a href=x>y</a>"_s);
    QTest::keyClick(console.find("htmlEdit"), Qt::Key_Tab);
    QVERIFY(console.find("cancelPasteButton")->hasFocus());
    QTest::keyClick(console.find("cancelPasteButton"), Qt::Key_Tab);
    QVERIFY(console.find("usePastedButton")->hasFocus());
    QTest::keyClick(console.find("usePastedButton"), Qt::Key_Space);
    QTRY_VERIFY(console.shows("rewriteSummary"));
    // In reading order through the result.
    const QStringList order{u"openAnotherButton"_s, u"pasteOtherButton"_s, u"saveResultButton"_s, u"copyResultButton"_s,
                            u"originalText"_s,      u"rewrittenText"_s,    u"rewriteLinkTable"_s, u"trackedUrlEdit"_s};
    console.find("openAnotherButton")->setFocus(Qt::TabFocusReason);
    for (const QString &name : order) {
        QCOMPARE(QApplication::focusWidget()->objectName(), name);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
}

void TestUiRewriting::aHugeMessageIsShownInPart()
{
    QTemporaryDir folder;
    QByteArray huge = sampleMessage();
    while (huge.size() < (4 << 20))
        huge += "<p>filling</p>\r\n";
    ConsoleFixture console(some);
    QVERIFY(openPage(console));
    QVERIFY(drop(console, write(folder, u"huge.eml"_s, huge)));
    QTRY_VERIFY(console.shows("rewriteSummary"));
    QVERIFY(console.find<QPlainTextEdit>("originalText")->toPlainText().size() <= ui::RewritePane::maxShown);
    QVERIFY(console.find<QPlainTextEdit>("rewrittenText")->toPlainText().size() <= ui::RewritePane::maxShown);
    QVERIFY(console.text("originalNote").contains(u"of 4.0 MB are shown."));
    QVERIFY(!console.find("copyResultButton")->isEnabled());
    QVERIFY(console.find("saveResultButton")->isEnabled());
    // Nothing but line ends.
    QVERIFY(drop(console, write(folder, u"lines.eml"_s, QByteArray(1 << 20, '\n'))));
    QTRY_COMPARE(console.text("messageName"), u"lines.eml"_s);
    QTRY_COMPARE(console.find<QPlainTextEdit>("originalText")->blockCount(), ui::RewritePane::maxLines + 1);
    // One endless line, and a character of several bytes where it is cut.
    QVERIFY(drop(console, write(folder, u"line.eml"_s, QByteArray("<p>") + QByteArray("ü").repeated(1 << 20))));
    QTRY_COMPARE(console.text("messageName"), u"line.eml"_s);
    QTRY_VERIFY(console.find<QPlainTextEdit>("originalText")->toPlainText().startsWith(u"<p>ü"));
    QVERIFY(console.find<QPlainTextEdit>("originalText")->toPlainText().endsWith(u"ü"));
    QVERIFY(console.find<QPlainTextEdit>("originalText")->toPlainText().size() <= ui::RewritePane::maxLine);
}

void TestUiRewriting::textFromOutsideStaysText()
{
    QTemporaryDir folder;
    const QString evil = u"<b>bold</b> & <img src=x>"_s;
    ConsoleFixture console([&evil](FakeEngine &engine) {
        some(engine);
        wire::RewritePreview preview = samplePreview();
        preview.trackingHost = preview.messageId = evil;
        preview.links[0].text = preview.links[0].url = preview.links[0].reason = evil;
        preview.parts[0].type = evil;
        preview.warnings = {evil};
        engine.setPreview(preview);
        wire::Inspection inspection;
        inspection.message = evil;
        engine.inspections.insert(u"https://x"_s, inspection);
    });
    QVERIFY(showSample(console, folder));
    QVERIFY(console.type("trackedUrlEdit", u"https://x"_s));
    QVERIFY(console.click("inspectButton"));
    QTRY_COMPARE(console.text("inspectionMessage"), evil);
    QVERIFY(console.text("rewriteSummary").contains(evil));
    for (const QLabel *each : console.window->findChildren<QLabel *>())
        QVERIFY2(each->textFormat() == Qt::PlainText, qPrintable(each->objectName() + u' ' + each->text()));
}

void TestUiRewriting::warningsAreBanners()
{
    QTemporaryDir folder;
    ConsoleFixture console(some);
    wire::RewritePreview preview = samplePreview();
    preview.warnings = {u"visible_host_differs"_s, u"already_signed"_s};
    console.engine.setPreview(preview);
    QVERIFY(showSample(console, folder));
    QVERIFY(console.shows("rewriteWarning_visible_host_differs"));
    QVERIFY(console.shows("rewriteWarning_already_signed"));
    QVERIFY(!console.shows("rewriteWarning_no_html_part"));
    // The next message has other ones.
    console.engine.setPreview(samplePreview());
    QVERIFY(drop(console, write(folder, u"again.eml"_s, sampleMessage())));
    QTRY_VERIFY(!console.shows("rewriteWarning_already_signed"));
}

UNMTA_TEST(TestUiRewriting)

} // namespace unmta::tst_ui_rewriting

#include "tst_ui_rewriting.moc"

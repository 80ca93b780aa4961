// The console in German: what the engine says in English is said again in German, with its values and nothing else.
#include "base/AllSettings.h"
#include "contract/ErrorText.h"
#include "diagnosis/DiagnosisText.h"
#include "language/EngineSentences.h"
#include "language/EngineText.h"
#include "language/Language.h"
#include "shell/Sidebar.h"
#include "support/AuditWords.h"
#include "support/Formatting.h"
#include "support/SettingWords.h"
#include "support/TestMain.h"
#include "support/Words.h"
#include "support/system/Host.h"
#include "ui/ConsoleFixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeView>

namespace unmta::tst_ui_language {

using namespace unmta::test;
using namespace unmta::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Words that no German sentence has and hardly an English one can do without.
bool isEnglish(const QString &text)
{
    static const QRegularExpression words(
        u"\\b(the|this|is|are|of|and|not|with|which|your|its|has|have|there|record|leads|check|no)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression names(u"\\S*your-zone\\S*"_s); // in commands to be copied
    return words.match(QString(text).remove(names)).hasMatch();
}

QStringList wordsOf(QString text)
{
    static const QRegularExpression noWords(
        u"\\{+\\w+\\}+|%\\d|\\S*[\\w-][.:/=]\\w\\S*"_s); // gaps, names, addresses, settings
    static const QRegularExpression word(u"\\b[a-z]{3,}\\b"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (auto found = word.globalMatch(text.remove(noWords).toLower()); found.hasNext();)
        words << found.next().captured();
    return words;
}

// Words of the engine's English that none of its German sentences has.
QStringList englishWordsIn(const QString &text)
{
    static const QSet<QString> english = [] {
        QSet<QString> words, german;
        for (const char *sentence : engineSentences) {
            for (const QString &word : wordsOf(QString::fromUtf8(sentence)))
                words.insert(word);
            for (const QString &word : wordsOf(QCoreApplication::translate("Engine", sentence)))
                german.insert(word);
        }
        return words - german;
    }();
    QStringList found = wordsOf(text);
    found.removeIf([](const QString &word) { return !english.contains(word); });
    return found;
}

// A value of its own for each gap of a sentence. What follows a full stop at once is a sentence, or nothing.
QHash<QString, QString> valuesFor(const QString &sentence, bool hasBlanks)
{
    static const QRegularExpression gap(u"%\\d|\\{\\{?\\w+\\}?\\}"_s);
    static const QRegularExpression sentenceGap(u"%\\d\\.(%\\d)|[a-z]\\.(\\{fix\\})"_s);
    const auto follows = sentenceGap.match(sentence);
    QHash<QString, QString> values;
    for (auto gaps = gap.globalMatch(sentence); gaps.hasNext();) {
        const QString name = gaps.next().captured();
        if (values.contains(name))
            continue;
        const qsizetype number = values.size() + 1;
        if (name == follows.captured(1) + follows.captured(2))
            values.insert(name, u" Und so weiter."_s);
        else
            values.insert(name, hasBlanks ? u"wert %1"_s.arg(number) : u"w%1.example"_s.arg(number));
    }
    return values;
}

QString filled(QString sentence, const QHash<QString, QString> &values)
{
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        sentence.replace(value.key(), value.value());
    return sentence;
}

// Of the visible controls of a window.
QStringList accelerators(const QWidget &window)
{
    QStringList keys;
    const auto add = [&](const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty())
            keys << key.toString(QKeySequence::PortableText);
    };
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->window() == &window)
            add(button->text());
    }
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy() && label->window() == &window)
            add(label->text());
    }
    return keys;
}

// Pages use the same names for the same purposes.
QPushButton *visibleButton(const QWidget &window, const QString &name)
{
    for (auto *button : window.findChildren<QPushButton *>(name)) {
        if (button->isVisible() && button->isEnabled())
            return button;
    }
    return nullptr;
}

QString twice(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (keys.count(key) > 1)
            return keys.join(u' ');
    }
    return {};
}

} // namespace

class TestUiLanguage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theLanguageThatIsThereIsTaken_data();
    void theLanguageThatIsThereIsTaken();
    void everySentenceIsFoundAgain_data();
    void everySentenceIsFoundAgain();
    void errorsAreToldInGerman();
    void diagnosesAreToldInGerman_data();
    void diagnosesAreToldInGerman();
    void sentencesWithinSentences_data();
    void sentencesWithinSentences();
    void foreignWordsStay();
    void settingsHaveTheirLabels();
    void numbersAndDatesAreGerman();
    void theWindowSpeaksGerman();
    void qtsFileDialogSpeaksGerman_data();
    void qtsFileDialogSpeaksGerman();
    void namesKeepTheirRoom();
    void theChoiceIsKept();
    void acceleratorsAreUnique();
    void cleanupTestCase();

private:
    std::unique_ptr<Language> m_language;
};

void TestUiLanguage::initTestCase()
{
    m_language = std::make_unique<Language>(u"de"_s);
    QCOMPARE(m_language->code(), u"de"_s);
}

void TestUiLanguage::cleanupTestCase()
{
    m_language.reset();
}

void TestUiLanguage::theLanguageThatIsThereIsTaken_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("taken");
    QTest::newRow("german") << QStringList{u"de"_s} << u"de"_s;
    QTest::newRow("of Austria") << QStringList{u"de-AT"_s} << u"de"_s;
    QTest::newRow("as in the environment") << QStringList{u"de_CH"_s} << u"de"_s;
    QTest::newRow("the second choice") << QStringList{u"fr-FR"_s, u"de"_s} << u"de"_s;
    QTest::newRow("english before german") << QStringList{u"en-GB"_s, u"de"_s} << u"en"_s;
    QTest::newRow("one that there is not") << QStringList{u"fr"_s} << u"en"_s;
    QTest::newRow("none at all") << QStringList{u"C"_s} << u"en"_s;
}

void TestUiLanguage::theLanguageThatIsThereIsTaken()
{
    QFETCH(QStringList, wanted);
    QFETCH(QString, taken);
    QCOMPARE(bestLanguage(wanted), taken);
}

void TestUiLanguage::everySentenceIsFoundAgain_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<bool>("hasBlanks");
    static const QRegularExpression gap(u"%\\d|\\{\\{?\\w+\\}?\\}"_s);
    for (const char *sentence : engineSentences) {
        const QString text = QString::fromUtf8(sentence);
        const qsizetype own = QString(text).remove(gap).size();
        const bool beginsWithGap = gap.match(text).capturedStart() == 0;
        // Short ones that begin with a name would be found in everything.
        if (own > 5 || !beginsWithGap || text.endsWith(u'.'))
            QTest::newRow(sentence) << text << false;
        if (own >= 25 || !beginsWithGap)
            QTest::newRow(qPrintable(u"blanks: "_s + text)) << text << true;
    }
}

// As a line by itself, which is how most of them come.
void TestUiLanguage::everySentenceIsFoundAgain()
{
    QFETCH(QString, sentence);
    QFETCH(bool, hasBlanks);
    const auto values = valuesFor(sentence, hasBlanks);
    const QString german = QCoreApplication::translate("Engine", sentence.toUtf8().constData());
    QVERIFY(german != sentence);
    QCOMPARE(engineText(filled(sentence, values)), withSettingLabels(filled(german, values)));
}

void TestUiLanguage::errorsAreToldInGerman()
{
    for (const QString &code : errorCodes()) {
        QMap<QString, QString> context;
        const QString english = errorSentence(Error(code));
        const QString german = errorText(Error(code));
        QVERIFY2(german != english, qPrintable(code + u": "_s + english));
        QVERIFY2(!isEnglish(german), qPrintable(code + u": "_s + german));
        QVERIFY2(englishWordsIn(german).isEmpty(), qPrintable(englishWordsIn(german).join(u' ') + u": "_s + german));
    }
    // As it comes over the API: with its sentence and no values.
    QCOMPARE(errorText(Error(u"domain.duplicate"_s, {},
                             {{u"message"_s, u"track.example.com is already a tracking domain of this cluster."_s}})),
             u"track.example.com ist schon eine Tracking-Domain dieses Clusters."_s);
    QCOMPARE(errorText(Error(u"settings.invalid"_s, {},
                             {{u"message"_s, u"smtp.url cannot be “x”: give smtp://host:port or smtps://host:port, or "
                                             "nothing."_s}})),
             u"„Mailserver“ kann nicht „x“ sein: geben Sie smtp://host:port oder smtps://host:port an, oder nichts."_s);
    QVERIFY(!isEnglish(errorText(Error(u"domain.not_found"_s, {}, {{u"message"_s, u"Not Found"_s}}))));
}

void TestUiLanguage::diagnosesAreToldInGerman_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("variant");
    for (const QString &code : diagnosis::checkCodes()) {
        for (int variant = 0; variant < 5; ++variant)
            QTest::addRow("%s %d", qPrintable(code), variant) << code << variant;
    }
}

void TestUiLanguage::diagnosesAreToldInGerman()
{
    QFETCH(QString, code);
    QFETCH(int, variant);
    diagnosis::Finding finding;
    finding.host = u"track.example.com"_s;
    finding.zone = u"example.com"_s;
    finding.check.code = code;
    finding.check.expected = u"v-1a2b.track.example.net"_s;
    finding.check.found = code == u"not_created" ? QString() : u"elsewhere.example.org"_s;
    finding.check.chain = {finding.host, u"hop.example.org"_s};
    finding.check.nameServers = {u"ns1.example.org"_s, u"ns2.example.org"_s};
    if (variant == 1) {
        finding.check.chain = {finding.host, u"a.example.org"_s, u"b.example.org"_s, finding.check.found};
        finding.check.cachedFor = 300s;
        finding.dissenter = u"192.0.2.53"_s;
    } else if (variant == 2) {
        finding.mistakes = {TypingMistake::Quotes, TypingMistake::SecondDot};
        finding.inventors = {{u"192.0.2.53"_s, u"198.51.100.1"_s}};
        finding.proxy = u"Cloudflare"_s;
    } else if (variant == 3) {
        finding.foundIsOurTarget = true;
        finding.check.nameServers.clear();
        finding.check.cachedFor = 48h;
        finding.check.found = finding.check.expected + u".example.com"_s;
    } else if (variant == 4) {
        finding.foundIsOurTarget = true;
        finding.foundOwner = u"other.example.com"_s;
        finding.check.servers = {{u"192.0.2.53"_s, u"192.0.2.53:53"_s, u"resolver"_s, code, {}, {}}};
    }
    const auto text = diagnosis::checkText(finding);
    for (const QString &said : {text.message, text.hint}) {
        const QString german = engineText(said);
        QVERIFY2(!isEnglish(german), qPrintable(said + u"\n→ "_s + german));
        QVERIFY2(englishWordsIn(german).isEmpty(),
                 qPrintable(englishWordsIn(german).join(u' ') + u": "_s + said + u"\n→ "_s + german));
        for (const QString &value : {finding.host, finding.check.expected, finding.check.found, finding.dissenter}) {
            if (!value.isEmpty())
                QCOMPARE(german.contains(value), said.contains(value));
        }
    }
    // Where the values stand in rows of their own, the sentences are without them.
    wire::Check check;
    check.code = code;
    check.expected = finding.check.expected;
    check.found = finding.check.found;
    check.message = text.message;
    check.hint = text.hint;
    for (const QString &said : {headline(check), advice(check)}) {
        QVERIFY2(!isEnglish(said) && englishWordsIn(said).isEmpty(), qPrintable(said));
        QVERIFY2(!said.contains(u"Gefunden:"_s) && !said.contains(u"Erwartet:"_s), qPrintable(said));
        if (code != u"ok" && !check.found.contains(check.expected))
            QVERIFY2(!said.contains(check.expected), qPrintable(said));
    }
}

void TestUiLanguage::sentencesWithinSentences_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("german");
    QTest::newRow("a notice with a check")
        << u"The record of t.example.com failed its check. There is no CNAME record for t.example.com. Expected: "
           u"v.x.net. "
           "It stays active until the next failed check."_s
        << u"Der Eintrag von t.example.com hat die Prüfung nicht bestanden. Es gibt keinen CNAME-Eintrag für "
           "t.example.com. Erwartet: v.x.net. Die Domain bleibt bis zur nächsten fehlgeschlagenen Prüfung aktiv."_s;
    QTest::newRow("found and expected")
        << u"The record for t.example.com exists, but leads to another host. Found: cdn.example.org. Expected: v.x.net."_s
        << u"Den Eintrag für t.example.com gibt es, aber er führt zu einem anderen Host. Gefunden: cdn.example.org. "
           "Erwartet: v.x.net."_s;
    QTest::newRow("found on a way, and several of them")
        << u"Found: 192.0.2.1, 192.0.2.2 (by way of a.example.org, b.example.org). Expected: v.x.net."_s
        << u"Gefunden: 192.0.2.1, 192.0.2.2 (über a.example.org, b.example.org). Erwartet: v.x.net."_s;
    QTest::newRow("a place with its provider")
        << u"At IONOS, change the value of the CNAME record track to the expected one: v.x.net."_s
        << u"Bei IONOS ändern Sie den Wert des CNAME-Eintrags track in den erwarteten: v.x.net."_s;
    QTest::newRow("a place with its provider, the value stands elsewhere")
        << u"At IONOS, change the value of the CNAME record track to the expected one."_s
        << u"Bei IONOS ändern Sie den Wert des CNAME-Eintrags track in den erwarteten."_s;
    for (const auto &[said, german] : std::initializer_list<std::pair<QString, QString>>{
             {u"no answer"_s, u"keine Antwort"_s},
             {u"no such name"_s, u"den Namen gibt es nicht"_s},
             {u"no record"_s, u"kein Eintrag"_s},
             {u"could not answer"_s, u"konnte nicht antworten"_s},
             {u"does not serve this zone"_s, u"bedient diese Zone nicht"_s},
             {u"192.0.2.66, as for every name"_s, u"192.0.2.66, wie zu jedem Namen"_s},
             {u"CNAME cdn.example.org"_s, u"CNAME cdn.example.org"_s}})
        QTest::addRow("a server's answer: %s", qPrintable(said)) << said << german;
    QTest::newRow("a place with its zone")
        << u"In Route 53, in the hosted zone example.com, change the value of the CNAME record track to the expected one: v.x.net."_s
        << u"In Route 53, in der Hosted Zone example.com, ändern Sie den Wert des CNAME-Eintrags track in den "
           u"erwarteten: "
           "v.x.net."_s;
    QTest::newRow("a failed authority")
        << u"The certificate authority ca.example cannot be used. The server's name could not be resolved. Check the "
           "address and this computer's DNS."_s
        << u"Die Zertifizierungsstelle ca.example kann nicht verwendet werden. Der Name des Servers ließ sich nicht "
           "auflösen. Prüfen Sie die Adresse und das DNS dieses Computers."_s;
    QTest::newRow("several lines")
        << u"Asked: 192.0.2.53\nThe zone's own name servers did not answer; this is a resolver's word.\nIt leads to "
           "192.0.2.1 and 192.0.2.2."_s
        << u"Gefragt: 192.0.2.53\nDie eigenen Nameserver der Zone haben nicht geantwortet; dies sagt ein Resolver.\nEs "
           "führt zu 192.0.2.1 und 192.0.2.2."_s;
    QTest::newRow("an address and what became of it") << u"192.0.2.1: no answer"_s << u"192.0.2.1: keine Antwort"_s;
    QTest::newRow("a command") << u"unmta-ctl settings set dns.resolvers=127.0.0.1"_s
                               << u"unmta-ctl settings set dns.resolvers=127.0.0.1"_s;
}

void TestUiLanguage::sentencesWithinSentences()
{
    QFETCH(QString, english);
    QFETCH(QString, german);
    QCOMPARE(engineText(english), german);
}

void TestUiLanguage::foreignWordsStay()
{
    for (const QString &foreign : {u"Edit the record at Cloudflare and replace its target."_s,
                                   u"The record exists, but leads to another host."_s, u"salt and pepper"_s})
        QCOMPARE(engineText(foreign), foreign);
    QCOMPARE(engineText(u"421 4.3.2 The service is not available"_s), u"421 4.3.2 The service is not available"_s);
    QCOMPARE(engineText(u"The mail server refuses the mail (550 5.1.1 No such user here). Check smtp.from and "
                        "notify.to."_s),
             u"Der Mailserver lehnt die Mail ab (550 5.1.1 No such user here). Prüfen Sie „Absender“ und "
             "„Benachrichtigen“."_s);
}

void TestUiLanguage::settingsHaveTheirLabels()
{
    for (const Setting &row : allSettings) {
        for (const char *words : {row.label, row.sentence}) {
            const QString german = QCoreApplication::translate("Settings", words);
            QVERIFY2(!isEnglish(german), qPrintable(german));
        }
    }
    // What the console says of them is German whole, its values too.
    for (const Setting &row : allSettings) {
        QVERIFY2(!isEnglish(settingHint(row)) && !settingHint(row).contains(u"forever"_s),
                 qPrintable(settingHint(row)));
        const QString name = QString::fromLatin1(row.name);
        for (const QString &value : settingChoices(row) + QStringList{u"auto"_s, u"system"_s, u"forever"_s}) {
            const QString word = settingValueWords(name, value);
            QVERIFY2(!isEnglish(word), qPrintable(word));
            if (!settingChoices(row).isEmpty() && settingChoices(row).contains(value))
                QVERIFY2(word != value, qPrintable(name + u": "_s + value));
            QCOMPARE(settingValueOf(name, word), value);
        }
    }
    QCOMPARE(settingValueWords(u"edge.workers"_s, u"auto"_s), u"automatisch"_s);
    QCOMPARE(settingValueWords(u"events.retention"_s, u"forever"_s), u"unbegrenzt"_s);
    QCOMPARE(withSettingLabels(u"in der Einstellung dns.resolvers."_s), u"in der Einstellung „Resolver“."_s);
    QCOMPARE(withSettingLabels(u"set dns.resolvers=127.0.0.1"_s), u"set dns.resolvers=127.0.0.1"_s);
    QCOMPARE(withSettingLabels(u"not.a.setting and acme.ca_file.txt"_s), u"not.a.setting and acme.ca_file.txt"_s);
}

void TestUiLanguage::numbersAndDatesAreGerman()
{
    QCOMPARE(number(10002), u"10.002"_s);
    QCOMPARE(exactTime(fromUnixMs(1'795'910'400'000)), u"Sonntag, 29. November 2026 00:00:00"_s);
    QCOMPARE(relativeTime(fromUnixMs(0), fromUnixMs(180'000)), u"vor 3 min"_s);
    QCOMPARE(relativeTime(fromUnixMs(43LL * 86'400'000), fromUnixMs(0)), u"in 43 Tagen"_s);
    wire::TimelineEntry entry;
    entry.kind = u"certificate"_s;
    entry.message =
        u"CN=unMTA Tracking root,O=unMTA Tracking issued a certificate that is valid until 2031-11-29T18:14:52Z."_s;
    QCOMPARE(timelineLine(entry, fromUnixMs(0)),
             u"Der interne Aussteller hat ein Zertifikat ausgestellt, gültig bis 29. Nov. 2031."_s);
    entry.kind = u"operator"_s;
    entry.message = u"Added by token:laptop."_s;
    QCOMPARE(timelineLine(entry, fromUnixMs(0)), u"Hinzugefügt von dem Token „laptop“."_s);
    wire::AuditEntry change;
    change.after = {{u"default_on_verify"_s, false}, {u"status"_s, u"pending"_s}};
    QCOMPARE(changeLines(change), u"Standard, sobald bestätigt: nein\nStatus: ausstehend"_s);
    QFile file(u"/no/such/folder/x.csv"_s);
    QVERIFY(!file.open(QIODevice::WriteOnly));
    if (isUnix()) // elsewhere the system says it, in its own language
        QVERIFY2(!isEnglish(file.errorString()), qPrintable(file.errorString()));
}

void TestUiLanguage::theWindowSpeaksGerman()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"track.example.com"_s, 100); });
    QTRY_VERIFY(console.window->findChild<QPushButton *>(u"addDomainButton"_s)->isVisible());
    for (const QLabel *label : console.window->findChildren<QLabel *>()) {
        if (label->property("role").toString() != u"host")
            QVERIFY2(!isEnglish(label->text()), qPrintable(label->objectName() + u": "_s + label->text()));
    }
    for (const QAbstractButton *button : console.window->findChildren<QAbstractButton *>())
        QVERIFY2(!isEnglish(button->text() + u' ' + button->accessibleName()), qPrintable(button->text()));
}

// The longer words of German take nothing from the names in the list, whatever the window's width.
void TestUiLanguage::qtsFileDialogSpeaksGerman_data()
{
    QTest::addColumn<QFileDialog::AcceptMode>("accept");
    QTest::addColumn<QFileDialog::FileMode>("mode");
    QTest::newRow("open") << QFileDialog::AcceptOpen << QFileDialog::ExistingFile;
    QTest::newRow("save") << QFileDialog::AcceptSave << QFileDialog::AnyFile;
    QTest::newRow("folder") << QFileDialog::AcceptOpen << QFileDialog::Directory;
}

// Desktops without one of their own have it, whatever of Qt is installed there.
void TestUiLanguage::qtsFileDialogSpeaksGerman()
{
    QFETCH(QFileDialog::AcceptMode, accept);
    QFETCH(QFileDialog::FileMode, mode);
    const QTemporaryDir empty;
    const auto wordsIn = [&](const QFileDialog &dialog) {
        QStringList words;
        for (const QWidget *each : dialog.findChildren<QWidget *>()) {
            if (each->isVisible() && each->objectName() != u"lookInCombo"_s) // which shows the folder's name
                words << each->property("text").toString() << each->property("currentText").toString()
                      << each->toolTip() << each->accessibleName();
        }
        const auto *files = dialog.findChild<QTreeView *>();
        for (int column = 0; column < files->model()->columnCount(); ++column)
            words << files->model()->headerData(column, Qt::Horizontal).toString();
        words.removeAll(QString());
        return words;
    };
    const auto shown = [&] {
        QFileDialog dialog;
        dialog.setOption(QFileDialog::DontUseNativeDialog);
        dialog.setAcceptMode(accept);
        dialog.setFileMode(mode);
        dialog.setDirectory(empty.path());
        dialog.open();
        return wordsIn(dialog);
    };
    const QStringList german = shown();
    m_language.reset();
    const QStringList english = shown();
    initTestCase();
    QVERIFY(english.size() > 12);
    for (const QString &each : german)
        QVERIFY2(each == u"Name"_s || !english.contains(each), qPrintable(each));
}

void TestUiLanguage::namesKeepTheirRoom()
{
    const QString longest = u"links.shop-of-somebody.example"_s;
    ConsoleFixture console([&longest](FakeEngine &engine) {
        engine.addActive(longest, 1300).strikes = 1;
        engine.addActive(u"track.example.com"_s, 6887).isDefault = true;
        downgrade(engine, engine.addActive(u"news.example.org"_s, 800), 27h);
        auto &elsewhere = engine.addDomain(u"email.example.com"_s);
        elsewhere.lastCheck =
            makeCheck(elsewhere, engine.clock.now() - 4min, wire::CheckOutcome::Changed, u"wrong_target"_s,
                      u"cdn.example"_s, u"The record exists, but leads to another host."_s, u"Edit it."_s);
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 4);
    const auto *table = console.table("domainTable");
    QFont strong = table->font();
    strong.setWeight(QFont::DemiBold);
    const int needed = QFontMetrics(strong).horizontalAdvance(longest) + 18; // and the cell's margins
    for (int width = 900; width <= 1400; width += 50) {
        console.window->resize(width, 760);
        QTRY_VERIFY2(table->columnWidth(0) >= needed,
                     qPrintable(u"%1: %2 of %3"_s.arg(width).arg(table->columnWidth(0)).arg(needed)));
    }
    // With more room the others come back.
    console.window->resize(1900, 760);
    QTRY_COMPARE(table->horizontalHeader()->hiddenSectionCount(), 0);
}

void TestUiLanguage::theChoiceIsKept()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    ConsoleFixture console({}, true, [&](UiOptions &options) { options.settings = &settings; });
    auto *box = console.window->findChild<QComboBox *>(u"languageBox"_s);
    QVERIFY(box);
    QCOMPARE(box->currentData().toString(), QString());
    const int german = box->findText(u"Deutsch"_s);
    QVERIFY(german > 0);
    auto *note = console.window->findChild<QLabel *>(u"languageNote"_s);
    QVERIFY(note->isHidden());
    box->setCurrentIndex(german);
    Q_EMIT box->activated(german);
    QCOMPARE(settings.value(QLatin1StringView(languageKey)).toString(), u"de"_s);
    QVERIFY(!note->isHidden());
    box->setCurrentIndex(0);
    Q_EMIT box->activated(0);
    QCOMPARE(settings.value(QLatin1StringView(languageKey)).toString(), QString());
    QVERIFY(note->isHidden());
}

void TestUiLanguage::acceleratorsAreUnique()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"track.example.com"_s, 100); });
    QTRY_COMPARE(console.rows("domainTable"), 1);
    for (const Place place : {Place::Domains, Place::Events, Place::Rewriting, Place::Notifications, Place::Webhooks,
                              Place::Sandbox, Place::Settings}) {
        console.window->view().showPlace(place);
        QCOMPARE(twice(accelerators(*console.window)), QString());
    }
    console.window->view().showDomain(u"track.example.com"_s);
    QCOMPARE(twice(accelerators(*console.window)), QString());
    for (const auto &[place, opener] :
         {std::pair(Place::Domains, u"addDomainButton"_s), std::pair(Place::Webhooks, u"addWebhookButton"_s),
          std::pair(Place::Settings, u"newTokenButton"_s)}) {
        console.window->view().showPlace(place);
        QTRY_VERIFY2(visibleButton(*console.window, opener), qPrintable(opener));
        visibleButton(*console.window, opener)->click();
        QTRY_VERIFY2(console.window->findChild<QDialog *>(), qPrintable(opener));
        auto *dialog = console.window->findChild<QDialog *>();
        QCOMPARE(twice(accelerators(*dialog)), QString());
        QVERIFY2(!isEnglish(dialog->windowTitle()), qPrintable(dialog->windowTitle()));
        delete dialog;
    }
}

UNMTA_TEST(TestUiLanguage)

} // namespace unmta::tst_ui_language

#include "tst_ui_language.moc"

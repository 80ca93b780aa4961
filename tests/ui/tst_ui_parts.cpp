// The pieces that pages are made of, without a window.
#include "base/DnsProviders.h"
#include "charts/Activity.h"
#include "charts/ActivityChart.h"
#include "domain/GuideText.h"
#include "domains/DomainListModel.h"
#include "domains/NameHint.h"
#include "events/BotWords.h"
#include "events/EventListModel.h"
#include "notifications/NotificationListModel.h"
#include "support/Formatting.h"
#include "support/Palette.h"
#include "support/TestMain.h"
#include "support/Words.h"
#include "ui/FakeEngine.h"

#include <QAbstractItemModelTester>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

namespace unmta::tst_ui_parts {

using namespace unmta::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void relativeTimes_data();
    void relativeTimes();
    void statusIsNeverColourAlone_data();
    void statusIsNeverColourAlone();
    void everyNotificationHasItsWord_data();
    void everyNotificationHasItsWord();
    void namesAreLookedAtWhileTyping_data();
    void namesAreLookedAtWhileTyping();
    void guideIsParsedSpanBySpan();
    void guideValuesBringNoMarks();
    void everyProviderFillsItsPlaceholders_data();
    void everyProviderFillsItsPlaceholders();
    void timelineRowsHaveTheirWord_data();
    void timelineRowsHaveTheirWord();
    void timelineLinesAreWords_data();
    void timelineLinesAreWords();
    void verdictsAreWords();
    void tipsAreNoMarkup_data();
    void tipsAreNoMarkup();
    void readersCannotPutMarkupIntoTips();
    void quietDaysAreZero();
    void gridReachesTheHighestValue_data();
    void gridReachesTheHighestValue();
    void domainModelKeepsRows();
    void eventModelIsBounded();
    void notificationModelGrowsOnTop();
    void coloursContrast_data();
    void coloursContrast();
};

void TestUiParts::relativeTimes_data()
{
    QTest::addColumn<qint64>("secondsFromNow");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << u"just now"_s;
    QTest::newRow("a clock that is a little ahead") << qint64(20) << u"just now"_s;
    QTest::newRow("minutes") << qint64(-240) << u"4 min ago"_s;
    QTest::newRow("hours") << qint64(-21 * 3600) << u"21 h ago"_s;
    QTest::newRow("still hours") << qint64(-47 * 3600) << u"47 h ago"_s;
    QTest::newRow("days") << qint64(-72 * 3600) << u"3 d ago"_s;
    QTest::newRow("years") << qint64(1194 * 86400) << u"in 1,194 d"_s;
    QTest::newRow("to come") << qint64(38 * 86400) << u"in 38 d"_s;
}

void TestUiParts::relativeTimes()
{
    QFETCH(qint64, secondsFromNow);
    QFETCH(QString, text);
    const TimePoint now = fromUnixMs(1'790'000'000'000);
    QCOMPARE(relativeTime(now + std::chrono::seconds(secondsFromNow), now), text);
}

void TestUiParts::statusIsNeverColourAlone_data()
{
    QTest::addColumn<bool>("active");
    QTest::addColumn<int>("strikes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("mark");
    QTest::newRow("pending") << false << 0 << u"Pending"_s << int(Mark::Ring);
    QTest::newRow("active") << true << 0 << u"Active"_s << int(Mark::Dot);
    QTest::newRow("struck") << true << 1 << u"Active · 1 strike"_s << int(Mark::Triangle);
}

void TestUiParts::statusIsNeverColourAlone()
{
    QFETCH(bool, active);
    QFETCH(int, strikes);
    wire::TrackingDomain domain;
    domain.status = active ? wire::DomainStatus::Active : wire::DomainStatus::Pending;
    domain.strikes = strikes;
    const BadgeText badge = statusBadge(domain);
    QTEST(badge.text, "text");
    QTEST(int(badge.mark), "mark");
}

void TestUiParts::everyNotificationHasItsWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("domain.verified") << u"Verified"_s;
    QTest::newRow("domain.warning") << u"Warning"_s;
    QTest::newRow("domain.recovered") << u"Recovered"_s;
    QTest::newRow("domain.downgraded") << u"Downgraded"_s;
    QTest::newRow("domain.claimed_elsewhere") << u"Moved"_s;
    QTest::newRow("domain.dangling") << u"Left over"_s;
    QTest::newRow("certificate.failed") << u"Certificate failed"_s;
    QTest::newRow("certificate.expiring") << u"Certificate ends"_s;
    QTest::newRow("certificate.recovered") << u"Certificate in order"_s;
    QTest::newRow("monitor.held") << u"Monitor held"_s;
    QTest::newRow("monitor.resumed") << u"Monitor runs"_s;
    QTest::newRow("store.trouble") << u"Not recorded"_s;
    QTest::newRow("store.recovered") << u"Recorded again"_s;
    QTest::newRow("webhook.off") << u"Webhook off"_s;
    QTest::newRow("test") << u"Test mail"_s;
    QTest::newRow("something.newer") << u"Notice"_s;
}

void TestUiParts::everyNotificationHasItsWord()
{
    QFETCH(QString, text);
    wire::Notification notification;
    notification.kind = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(notificationBadge(notification).text, text);
}

void TestUiParts::namesAreLookedAtWhileTyping_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("hint");
    QTest::newRow("space") << u"track example.com"_s << u"no spaces"_s;
    QTest::newRow("underscore") << u"my_track.example.com"_s << u"“_” cannot be in it"_s;
    QTest::newRow("IP address") << u"10.0.0.1"_s << u"IP address"_s;
    QTest::newRow("wildcard") << u"*.example.com"_s << u"wildcard"_s;
    QTest::newRow("not finished") << u"track.example"_s << u"three parts"_s;
    QTest::newRow("a whole domain") << u"example.com"_s << u"for example track.example.com"_s;
    QTest::newRow("fine") << u"track.example.com"_s << QString();
    QTest::newRow("e-mail address") << u"me@example.com"_s << u"e-mail address"_s;
    QTest::newRow("hyphen first") << u"-x.example.com"_s << u"hyphen"_s;
    QTest::newRow("long label") << QString(64, u'a') + u".example.com"_s << u"63 characters"_s;
    QTest::newRow("two dots") << u"a..example.com"_s << u"Two dots"_s;
    QTest::newRow("hyphen last") << u"x-.example.com"_s << u"ends with a hyphen"_s;
    QTest::newRow("hyphen last, not finished") << u"my-"_s << u"three parts"_s;
    QTest::newRow("number last") << u"track.example.42"_s << u"no number"_s;
    QTest::newRow("number in between") << u"track.42.com"_s << QString();
    QTest::newRow("reserved: local") << u"track.brand.Local"_s << u"below .local "_s;
    QTest::newRow("reserved: example") << u"track.brand.example."_s << u"below .example "_s;
    QTest::newRow("reserved: internal") << u"track.brand.internal"_s << u"below .internal "_s;
    QTest::newRow("reserved: home.arpa") << u"track.home.arpa"_s << u"below .home.arpa "_s;
    QTest::newRow("arpa alone is not") << u"track.brand.arpa"_s << QString();
    QTest::newRow("reserved word elsewhere") << u"track.test.com"_s << QString();
    QTest::newRow("fine, trailing dot") << u"track.example.com."_s << QString();
}

void TestUiParts::namesAreLookedAtWhileTyping()
{
    QFETCH(QString, name);
    QFETCH(QString, hint);
    const QString told = nameHint(name).text;
    QVERIFY2(hint.isEmpty() ? told.isEmpty() : told.contains(hint), qPrintable(told));
}

void TestUiParts::guideIsParsedSpanBySpan()
{
    const auto blocks = parseGuide(u"1. Open **{{zone}}**.\n2. Enter `{{label}}`.\n\n> Mind {{host}}.\n\nLater."_s,
                                   {{u"zone"_s, u"example.com"_s}, {u"label"_s, u"track"_s}, {u"host"_s, u"h"_s}});
    QCOMPARE(blocks.size(), 4);
    QCOMPARE(blocks.at(0), (GuideBlock{GuideBlock::Kind::Step, u"Open **example.com**."_s}));
    QCOMPARE(blocks.at(2), (GuideBlock{GuideBlock::Kind::Warning, u"Mind h."_s}));
    QCOMPARE(blocks.at(3).kind, GuideBlock::Kind::Paragraph);
    GuideText text;
    text.show(blocks);
    QCOMPARE(text.toPlainText(),
             u"Open example.com.\nEnter \u00a0track\u00a0.\nMind h.\nLater."_s.replace(u'\u00a0', u' '));
}

void TestUiParts::guideValuesBringNoMarks()
{
    const auto blocks = parseGuide(u"1. Choose {{zone}}."_s, {{u"zone"_s, u"**<b>`{{label}}"_s}, {u"label"_s, u"x"_s}});
    GuideText text;
    text.show(blocks);
    QCOMPARE(text.toPlainText(), u"Choose <b>{{label}}."_s);
}

void TestUiParts::everyProviderFillsItsPlaceholders_data()
{
    QTest::addColumn<QString>("provider");
    QVERIFY(dnsProviders().size() >= 16);
    for (const DnsProvider &provider : dnsProviders())
        QTest::newRow(qPrintable(provider.id)) << provider.id;
}

void TestUiParts::everyProviderFillsItsPlaceholders()
{
    QFETCH(QString, provider);
    const auto blocks = parseGuide(findDnsProvider(provider)->guide, {{u"zone"_s, u"example.com"_s},
                                                                      {u"label"_s, u"track"_s},
                                                                      {u"host"_s, u"track.example.com"_s},
                                                                      {u"target"_s, u"v-00.track.unmta.net"_s}});
    QString all;
    for (const GuideBlock &block : blocks)
        all += block.text;
    QVERIFY(!all.contains(u"{{"));
    QVERIFY(!all.contains(u"---")); // the file's head is not for people
    QVERIFY(all.contains(u"v-00.track.unmta.net"));
    QCOMPARE(std::count_if(blocks.begin(), blocks.end(),
                           [](const GuideBlock &block) { return block.kind == GuideBlock::Kind::Warning; }),
             1);
}

void TestUiParts::timelineRowsHaveTheirWord_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    const auto row = [](const char *kind, const char *code, const QString &text, Tone tone) {
        QTest::addRow("%s %s", kind, code)
            << QString::fromLatin1(kind) << QString::fromLatin1(code) << text << int(tone);
    };
    row("check", "ok", u"Check"_s, Tone::Good);
    row("check", "wrong_target", u"Check"_s, Tone::Bad);
    row("check", "timeout", u"Check"_s, Tone::Warning);
    row("record", "record.changed", u"Record"_s, Tone::Accent);
    row("record", "record.removed", u"Record"_s, Tone::Bad);
    row("status", "domain.warning", u"Warning"_s, Tone::Warning);
    row("status", "domain.verified", u"Verified"_s, Tone::Good);
    row("certificate", "renewed", u"Certificate"_s, Tone::Good);
    row("certificate", "failed", u"Certificate failed"_s, Tone::Bad);
    row("mail", "mail.sent", u"Mail"_s, Tone::Neutral);
    row("mail", "mail.queued", u"Mail waits"_s, Tone::Warning);
    row("mail", "mail.failed", u"Not mailed"_s, Tone::Bad);
    row("operator", "domain.added", u"Added"_s, Tone::Neutral);
    row("operator", "domain.default_set", u"Operator"_s, Tone::Neutral);
}

void TestUiParts::timelineRowsHaveTheirWord()
{
    QFETCH(QString, kind);
    QFETCH(QString, code);
    const BadgeText badge = timelineBadge({fromUnixMs(0), kind, code, {}, 1, {}});
    QTEST(badge.text, "text");
    QTEST(int(badge.tone), "tone");
}

void TestUiParts::timelineLinesAreWords_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *kind, const QString &message, const QString &line) {
        QTest::newRow(name) << QString::fromLatin1(kind) << message << line;
    };
    row("internal", "certificate",
        u"CN=unMTA Tracking root,O=unMTA Tracking issued a certificate that is valid until 2031-11-29T18:14:52Z."_s,
        u"The internal issuer issued a certificate, valid until 29 Nov 2031."_s);
    row("an organisation", "certificate",
        u"CN=R11,O=Let's Encrypt,C=US issued a certificate that is valid until 2027-02-27T06:00:00Z."_s,
        u"Let's Encrypt issued a certificate, valid until 27 Feb 2027."_s);
    row("a common name", "certificate",
        u"CN=Pebble Intermediate CA 2e9525 issued a certificate that is valid until 2031-11-29T18:14:52Z."_s,
        u"Pebble Intermediate CA 2e9525 issued a certificate, valid until 29 Nov 2031."_s);
    row("trouble", "certificate", u"Asked again at 2026-11-29T18:14:52Z."_s, u"Asked again at 29 Nov 2026 18:14."_s);
    row("a token", "operator", u"Added by token:laptop."_s, u"Added by the token “laptop”."_s);
    row("here", "operator", u"Made the default by local."_s, u"Made the default by the command line."_s);
    row("a console", "operator", u"Deleted by console."_s, u"Deleted by this console."_s);
    row("no words of the engine", "operator", u"domain.deleted by token:a."_s,
        u"Tracking domain deleted by the token “a”."_s);
    row("something else", "check", u"As it should be."_s, u"As it should be."_s);
}

void TestUiParts::timelineLinesAreWords()
{
    QFETCH(QString, kind);
    QFETCH(QString, message);
    const QLocale usual; // which not every system takes from the environment
    QLocale::setDefault(QLocale::c());
    const auto restore = qScopeGuard([&usual] { QLocale::setDefault(usual); });
    wire::TimelineEntry entry;
    entry.kind = kind;
    entry.code = u"domain.deleted"_s;
    entry.message = message;
    QTEST(timelineLine(entry, fromUnixMs(0)), "line");
    QFETCH(QString, line);
    entry.node = u"web-2"_s;
    QCOMPARE(timelineLine(entry, fromUnixMs(0)), line + u" At node web-2."_s);
}

void TestUiParts::verdictsAreWords()
{
    for (const QString &verdict : {u"head_request"_s, u"prefetch"_s, u"no_user_agent"_s, u"apple_privacy"_s,
                                   u"link_scanner"_s, u"link_preview"_s, u"monitor"_s, u"http_library"_s,
                                   u"after_head"_s, u"link_burst"_s, u"instant_click"_s, u"click_without_open"_s})
        QVERIFY2(verdictWord(verdict) != verdict && !verdictWord(verdict).contains(u'_'), qPrintable(verdict));
    QCOMPARE(ruleWord(u"gmail_image_proxy"_s), u"gmail image proxy"_s);
    QCOMPARE(doerWord({}), u"person"_s);
}

void TestUiParts::tipsAreNoMarkup_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a name") << u"track.example.com"_s;
    QTest::newRow("two lines") << u"go.münchen-mail.example.net\ngo.xn--mnchen-mail-thb.example.net"_s;
    QTest::newRow("an image") << u"<img src=\"file:///etc/passwd\">"_s;
    QTest::newRow("bold, two lines") << u"<b>one</b>\ntwo & three"_s;
}

void TestUiParts::tipsAreNoMarkup()
{
    QFETCH(QString, text);
    const QString tip = plainTip(text);
    QTextDocument seen;
    Qt::mightBeRichText(tip) ? seen.setHtml(tip) : seen.setPlainText(tip);
    QCOMPARE(seen.toPlainText(), text);
    QVERIFY(!tip.contains(u"<img"));
}

void TestUiParts::readersCannotPutMarkupIntoTips()
{
    const QString evil = u"<img src=x>"_s;
    wire::Event event;
    event.timestamp = fromUnixMs(1'790'000'000'000);
    event.userAgent = event.recipient = event.url = evil;
    EventListModel model([] { return fromUnixMs(1'790'000'000'000); });
    model.addNewer({event});
    for (int column = 0; column < model.columnCount(); ++column) {
        const QString tip = model.index(0, column).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(evil), qPrintable(tip));
    }
}

void TestUiParts::quietDaysAreZero()
{
    const TimePoint now = *fromIso8601(u"2026-11-24T22:07:10Z"_s);
    const DaySpan span = lastDays(now, 7);
    QCOMPARE(toIso8601(span.from), u"2026-11-18T00:00:00Z"_s);
    QCOMPARE(toIso8601(span.to), u"2026-11-25T00:00:00Z"_s);
    // Two hourly buckets of one day are summed.
    const auto days = fillDays({{span.from + 25h, 3, 1, 2, 1}, {span.from + 26h, 4, 0, 0, 0}}, span);
    QCOMPARE(days.size(), 7);
    QCOMPARE(days.at(0).opens, 0);
    QCOMPARE(days.at(1).opens, 7);
    QCOMPARE(days.at(1).clicks, 1);
    QCOMPARE(days.at(6).start, span.from + 24h * 6);
}

void TestUiParts::gridReachesTheHighestValue_data()
{
    QTest::addColumn<qint64>("highest");
    QTest::addColumn<qint64>("step");
    QTest::newRow("nothing much") << qint64(3) << qint64(1);
    QTest::newRow("exactly three steps") << qint64(9000) << qint64(3000);
    QTest::newRow("a little more") << qint64(9001) << qint64(4000);
    QTest::newRow("much") << qint64(1'000'000) << qint64(400'000);
}

void TestUiParts::gridReachesTheHighestValue()
{
    QFETCH(qint64, highest);
    QTEST(gridStep(highest), "step");
}

void TestUiParts::domainModelKeepsRows()
{
    test::FakeEngine engine;
    DomainListModel model([&engine] { return engine.clock.now(); });
    const QAbstractItemModelTester tester(&model);
    for (const QString &name : {u"a.example.com"_s, u"b.example.com"_s, u"c.example.com"_s})
        engine.addActive(name, 10);
    model.put(engine.domains);
    QCOMPARE(model.rowCount(), 3);
    const QPersistentModelIndex second = model.index(1, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.remove({u"a.example.com"_s});
    engine.addDomain(u"d.example.com"_s);
    engine.find(u"c.example.com"_s)->strikes = 1;
    model.put({engine.domains.at(2), engine.domains.at(3)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(second.data().toString(), u"b.example.com"_s);
    QCOMPARE(second.row(), 0);
    QCOMPARE(model.index(1, DomainListModel::Status).data().toString(), u"Active · 1 strike"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.put({*engine.find(u"c.example.com"_s)}); // the same again changes nothing
    QCOMPARE(changed.size(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestUiParts::eventModelIsBounded()
{
    EventListModel model([] { return fromUnixMs(1'790'000'000'000); });
    const QAbstractItemModelTester tester(&model);
    const auto some = [](int first, int count) {
        QList<wire::Event> events;
        for (int i = 0; i < count; ++i) {
            wire::Event event;
            event.eventId = QString::number(first - i);
            event.timestamp = fromUnixMs(1'790'000'000'000);
            events.append(event);
        }
        return events;
    };
    model.addNewer(some(1000, 200));
    model.addOlder(some(800, 200));
    QCOMPARE(model.rowCount(), 400);
    QCOMPARE(model.newestId(), u"1000"_s);
    model.addNewer(some(9000, EventListModel::maxRows));
    QCOMPARE(model.rowCount(), int(EventListModel::maxRows));
    QCOMPARE(model.newestId(), u"9000"_s);
    model.addOlder(some(1, 1));
    QCOMPARE(model.rowCount(), int(EventListModel::maxRows));
}

void TestUiParts::notificationModelGrowsOnTop()
{
    NotificationListModel model([] { return fromUnixMs(1'790'000'000'000); });
    const QAbstractItemModelTester tester(&model);
    const auto notice = [](qint64 id) {
        return wire::Notification{id, fromUnixMs(1'790'000'000'000), u"domain.warning"_s, {}, {}, QString::number(id)};
    };
    model.replaceAll({notice(2), notice(1)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.replaceAll({notice(3), notice(2), notice(1)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(0).id, 3);
    QCOMPARE(reset.size(), 0);
    // What became of the mail is told in place.
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    wire::Notification sent = notice(2);
    sent.state = u"failed"_s;
    sent.error = u"The relay refused the recipient."_s;
    model.replaceAll({notice(3), sent, notice(1)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(reset.size(), 0);
    const QModelIndex mail = model.index(1, NotificationListModel::Delivery);
    QCOMPARE(mail.data().toString(), u"Failed"_s);
    QVERIFY(mail.data(Qt::ToolTipRole).toString().contains(u"refused the recipient"));
    QCOMPARE(mail.siblingAtRow(0).data().toString(), QString());
    model.replaceAll({notice(9)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(reset.size(), 1);
}

void TestUiParts::coloursContrast_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Palette *palette : {&Palette::light(), &Palette::dark()}) {
        const QByteArray scheme = palette->isDark ? "dark, " : "light, ";
        QTest::newRow(scheme + "text on ground") << palette->text << palette->ground;
        QTest::newRow(scheme + "text on card") << palette->text << palette->card;
        QTest::newRow(scheme + "dim on card") << palette->dim << palette->card;
        QTest::newRow(scheme + "dim on ground") << palette->dim << palette->ground;
        QTest::newRow(scheme + "dim on sidebar") << palette->sidebarDim << palette->sidebar;
        QTest::newRow(scheme + "button") << palette->onAccent << palette->accent;
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad})
            QTest::newRow(scheme + toneName(tone).toLatin1() + " badge")
                << palette->strong(tone) << palette->pale(tone);
    }
}

void TestUiParts::coloursContrast()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    // WCAG 2.1: relative luminance, and 4.5:1 for text.
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    const double a = luminance(ink) + 0.05;
    const double b = luminance(ground) + 0.05;
    const double ratio = std::max(a, b) / std::min(a, b);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

UNMTA_TEST(TestUiParts)

} // namespace unmta::tst_ui_parts

#include "tst_ui_parts.moc"

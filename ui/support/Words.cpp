#include "support/Words.h"

#include "base/DnsProviders.h"
#include "language/EngineText.h"
#include "support/AuditWords.h"
#include "support/Formatting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::CertificateState;
using wire::CheckOutcome;
using wire::DomainStatus;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

struct CodeWords
{
    QString badge; // on the diagnosis
    QString cell;  // after the time in the list
};

// In the name of the internal issuer.
constexpr auto ownOrganisation = u"unMTA Tracking";

const QHash<QString, CodeWords> &codeWords()
{
    static const QHash<QString, CodeWords> table{
        {u"ok"_s, {Words::tr("Record correct"), {}}},
        {u"not_created"_s, {Words::tr("Not found"), Words::tr("missing")}},
        {u"doubled_name"_s, {Words::tr("Name doubled"), Words::tr("name doubled")}},
        {u"wrong_target"_s, {Words::tr("Points elsewhere"), Words::tr("elsewhere")}},
        {u"truncated_target"_s, {Words::tr("Value cut short"), Words::tr("value cut short")}},
        {u"proxied"_s, {Words::tr("Behind a proxy"), Words::tr("proxied")}},
        {u"flattened"_s, {Words::tr("Flattened"), Words::tr("flattened")}},
        {u"address_record"_s, {Words::tr("Address record"), Words::tr("address record")}},
        {u"illegal_set"_s, {Words::tr("Conflicting records"), Words::tr("conflict")}},
        {u"loop"_s, {Words::tr("Goes in a circle"), Words::tr("loop")}},
        {u"too_long"_s, {Words::tr("Chain too long"), Words::tr("chain too long")}},
        {u"claimed_elsewhere"_s, {Words::tr("Moved to another cluster"), Words::tr("claimed elsewhere")}},
        {u"timeout"_s, {Words::tr("No answer"), Words::tr("no answer")}},
        {u"servfail"_s, {Words::tr("Server failure"), Words::tr("server failure")}},
        {u"refused"_s, {Words::tr("Refused"), Words::tr("refused")}},
        {u"lame"_s, {Words::tr("Server not responsible"), Words::tr("lame server")}},
        {u"dnssec_bogus"_s, {Words::tr("DNSSEC broken"), Words::tr("DNSSEC broken")}},
        {u"disagree"_s, {Words::tr("Still spreading"), Words::tr("spreading")}},
        {u"network_down"_s, {Words::tr("No network"), Words::tr("no network")}},
    };
    return table;
}

QString strikesText(int strikes)
{
    return strikes == 1 ? Words::tr("1 strike") : Words::tr("%1 strikes").arg(strikes);
}

// "CN=R11,O=Let's Encrypt,C=US": people know the organisation. As it is where there is no such name in it.
QString issuerWords(const QString &name)
{
    static const QRegularExpression organisation(u"(?:^|,)\\s*O\\s*=\\s*([^,]+)"_s);
    static const QRegularExpression commonName(u"(?:^|,)\\s*CN\\s*=\\s*([^,]+)"_s);
    auto match = organisation.match(name);
    if (!match.hasMatch())
        match = commonName.match(name);
    return match.hasMatch() ? match.captured(1).trimmed() : name;
}

QString issuerName(const wire::Certificate &certificate)
{
    if (certificate.issuer == u"internal"_s)
        return Words::tr("Internal issuer");
    const QString name = issuerWords(certificate.issuerName.value_or(QString()));
    return name.isEmpty() ? Words::tr("ACME issuer") : name;
}

// The engine's own sentence has the issuer's name as the certificate has it, and the time for programs.
QString certificateSentence(const wire::TimelineEntry &entry)
{
    static const QRegularExpression issued(u"^(.+) issued a certificate that is valid until (\\S+)\\.$"_s);
    const auto match = issued.match(entry.message);
    const auto until = match.hasMatch() ? fromIso8601(match.captured(2)) : std::nullopt;
    if (!until)
        return withLocalTimes(engineText(entry.message));
    const QString issuer = issuerWords(match.captured(1));
    return issuer == ownOrganisation
               ? Words::tr("The internal issuer issued a certificate, valid until %1.").arg(dayOnly(*until))
               : Words::tr("%1 issued a certificate, valid until %2.").arg(issuer, dayOnly(*until));
}

// With whoever did it in words.
QString operatorSentence(const wire::TimelineEntry &entry)
{
    static const QRegularExpression byWhom(u" by (console|local|engine|token:.+)\\.$"_s);
    const auto match = byWhom.match(entry.message);
    if (!match.hasMatch())
        return engineText(entry.message);
    const QString actor = actorInSentence(match.captured(1));
    if (!entry.code.isEmpty() && entry.message.startsWith(entry.code)) // the engine has no words for it
        return Words::tr("%1 by %2.").arg(actionWord(entry.code), actor);
    return engineText(entry.message.first(match.capturedStart(1)) + actor + u'.');
}

} // namespace

QString deadSince(const wire::TrackingDomain &domain, TimePoint now)
{
    return isDowngraded(domain) ? Words::tr("Links dead since %1").arg(dayAndTime(*domain.downgradedAt, now))
                                : QString();
}

QString deadSinceBriefly(const wire::TrackingDomain &domain, TimePoint now)
{
    return isDowngraded(domain) ? Words::tr("Links dead since %1").arg(dayBriefly(*domain.downgradedAt, now))
                                : QString();
}

bool isOutOfReach(const wire::TrackingDomain &domain, const Obstacles &obstacles)
{
    // Links are https once there is a certificate.
    const bool isHttps = domain.certificate.notAfter.has_value();
    return domain.status == DomainStatus::Active && (isHttps ? obstacles.https : obstacles.http);
}

BadgeText statusBadge(const wire::TrackingDomain &domain, const Obstacles &obstacles)
{
    if (isDowngraded(domain))
        return {Words::tr("Downgraded"), Tone::Bad, Mark::DownTriangle};
    if (domain.status == DomainStatus::Pending)
        return {Words::tr("Pending"), Tone::Neutral, Mark::Ring};
    if (isOutOfReach(domain, obstacles))
        return {Words::tr("Active · out of reach"), Tone::Warning, Mark::Triangle};
    if (domain.strikes > 0)
        return {Words::tr("Active · %1").arg(strikesText(domain.strikes)), Tone::Warning, Mark::Triangle};
    return {Words::tr("Active"), Tone::Good, Mark::Dot};
}

BadgeText checkBadge(const wire::Check &check)
{
    const QString text = codeWords().value(check.code, {Words::tr("Not verified"), {}}).badge;
    if (check.outcome == CheckOutcome::Match)
        return {text, Tone::Good};
    if (check.outcome == CheckOutcome::Unknown || check.code == u"not_created")
        return {text, Tone::Warning};
    return {text, Tone::Bad};
}

BadgeText strikesBadge(const wire::TrackingDomain &domain)
{
    if (isDowngraded(domain)) // by strikes, or at once by another cluster
        return {Words::tr("Downgraded"), Tone::Bad};
    return {Words::tr("%1 of 2 strikes").arg(domain.strikes), domain.strikes > 0 ? Tone::Warning : Tone::Good};
}

QString certificateCell(const wire::TrackingDomain &domain, TimePoint now)
{
    const auto &certificate = domain.certificate;
    switch (certificate.state) {
    case CertificateState::None:
        return domain.status == DomainStatus::Pending ? Words::tr("after verification") : Words::tr("none yet");
    case CertificateState::Issuing:
        return Words::tr("being issued");
    case CertificateState::Renewing:
        return Words::tr("valid · being renewed");
    case CertificateState::Failed:
        return certificate.notAfter && *certificate.notAfter > now ? Words::tr("valid · renewal failed")
                                                                   : Words::tr("failed");
    case CertificateState::Valid:
        break;
    }
    if (certificate.renewAt && *certificate.renewAt > now)
        return Words::tr("renews in %1").arg(distance(now, *certificate.renewAt));
    return Words::tr("valid");
}

QString lastCheckCell(const wire::TrackingDomain &domain, TimePoint now)
{
    if (domain.checking)
        return Words::tr("checking…");
    if (!domain.lastCheck)
        return Words::tr("not yet");
    const QString when = relativeTime(domain.lastCheck->at, now);
    const QString what = codeWords().value(domain.lastCheck->code).cell;
    return what.isEmpty() ? when : Words::tr("%1 · %2").arg(when, what);
}

QString certificateLine(const wire::Certificate &certificate)
{
    switch (certificate.state) {
    case CertificateState::None:
        return Words::tr("No certificate yet");
    case CertificateState::Issuing:
        return Words::tr("Being issued");
    case CertificateState::Failed:
        if (!certificate.notAfter)
            return Words::tr("Could not be issued");
        break;
    default:
        break;
    }
    if (!certificate.notAfter)
        return Words::tr("Valid");
    const QString until = dayOnly(*certificate.notAfter);
    const QString issuer = issuerName(certificate);
    return issuer.isEmpty() ? Words::tr("Valid until %1").arg(until)
                            : Words::tr("%1, valid until %2").arg(issuer, until);
}

QString certificateDetail(const wire::Certificate &certificate, TimePoint now)
{
    if (certificate.error)
        return withLocalTimes(engineText(certificate.error->message));
    switch (certificate.state) {
    case CertificateState::None:
        return Words::tr("It is ordered as soon as the domain is verified.");
    case CertificateState::Issuing:
        return Words::tr("This usually takes less than a minute. Links work over http meanwhile.");
    case CertificateState::Renewing:
        return Words::tr("It is being renewed; the present one serves meanwhile.");
    default:
        break;
    }
    if (certificate.renewAt)
        return *certificate.renewAt > now ? Words::tr("renews in %1").arg(distance(now, *certificate.renewAt))
                                          : Words::tr("renewal is due");
    return {};
}

namespace {

Tone checkTone(const QString &code)
{
    // Those that tell nothing about the record.
    static const QSet<QString> unknown{u"timeout"_s,  u"servfail"_s,     u"refused"_s,     u"lame"_s,
                                       u"disagree"_s, u"dnssec_bogus"_s, u"network_down"_s};
    return code == u"ok" ? Tone::Good : unknown.contains(code) ? Tone::Warning : Tone::Bad;
}

} // namespace

QString headline(const wire::Check &check)
{
    QString said = check.message;
    said.remove(
        QRegularExpression(u" Found: %1( \\(by way of [^)]*\\))?\\."_s.arg(QRegularExpression::escape(check.found))));
    said.remove(u" Expected: %1."_s.arg(check.expected));
    return engineText(said);
}

QString advice(const wire::Check &check)
{
    QString said = check.hint;
    if (!check.expected.isEmpty())
        said.remove(QRegularExpression(u": %1(?=[.,](?:\\s|$))"_s.arg(QRegularExpression::escape(check.expected))));
    return engineText(said);
}

QString answerText(const wire::ServerAnswer &answer)
{
    if (!answer.answer.isEmpty())
        return engineText(answer.answer);
    const QString words = codeWords().value(answer.code).badge;
    return words.isEmpty() ? answer.code : words;
}

bool isUnseen(const wire::Check &check)
{
    return check.outcome == CheckOutcome::Unknown && check.found.isEmpty() && check.code != u"disagree";
}

BadgeText timelineBadge(const wire::TimelineEntry &entry)
{
    if (entry.kind == u"check")
        return {Words::tr("Check"), checkTone(entry.code)};
    if (entry.kind == u"record")
        return {Words::tr("Record"), entry.code == u"record.removed" ? Tone::Bad : Tone::Accent};
    if (entry.kind == u"certificate")
        return entry.code == u"failed" ? BadgeText{Words::tr("Certificate failed"), Tone::Bad}
                                       : BadgeText{Words::tr("Certificate"), Tone::Good};
    if (entry.kind == u"mail")
        return entry.code == u"mail.failed"   ? BadgeText{Words::tr("Not mailed"), Tone::Bad}
               : entry.code == u"mail.queued" ? BadgeText{Words::tr("Mail waits"), Tone::Warning}
                                              : BadgeText{Words::tr("Mail"), Tone::Neutral};
    if (entry.kind == u"operator")
        return {entry.code == u"domain.added" ? Words::tr("Added") : Words::tr("Operator"), Tone::Neutral};
    if (entry.kind == u"node")
        return {Words::tr("Node"), Tone::Neutral};
    wire::Notification notification;
    notification.kind = entry.code;
    return notificationBadge(notification);
}

QString timelineLine(const wire::TimelineEntry &entry, TimePoint now)
{
    const QString said = entry.kind == u"certificate" ? certificateSentence(entry)
                         : entry.kind == u"operator" || entry.kind == u"node"
                             ? operatorSentence(entry)
                             : withLocalTimes(engineText(entry.message));
    const QString all =
        entry.count < 2
            ? said
            : Words::tr("%1 The same %2 times since %3.").arg(said, number(entry.count), dayAndTime(entry.at, now));
    return entry.node.isEmpty() ? all : Words::tr("%1 At node %2.").arg(all, entry.node);
}

BadgeText deliveryBadge(const wire::Notification &notification)
{
    if (notification.state == u"queued")
        return {Words::tr("Waits"), Tone::Warning};
    if (notification.state == u"sent")
        return {Words::tr("Sent"), Tone::Good};
    if (notification.state == u"failed")
        return {Words::tr("Failed"), Tone::Bad};
    return {};
}

QString deliveryLine(const wire::Notification &notification)
{
    QStringList lines;
    if (notification.state == u"queued")
        lines << Words::tr("Waits to be mailed.");
    else if (notification.state == u"sent" && notification.sentAt)
        lines << Words::tr("Mailed %1.").arg(exactTime(*notification.sentAt));
    else if (notification.state == u"failed")
        lines << Words::tr("Could not be mailed.");
    if (!notification.error.isEmpty())
        lines << engineText(notification.error);
    return lines.join(u'\n');
}

QString providerOf(const wire::TrackingDomain &domain)
{
    if (!domain.provider.isEmpty())
        return domain.provider;
    return domain.lastCheck ? domain.lastCheck->provider : QString();
}

QString providerName(const QString &provider)
{
    const DnsProvider *known = provider == u"other" ? nullptr : findDnsProvider(provider);
    return known ? known->name : Words::tr("Other provider");
}

BadgeText notificationBadge(const wire::Notification &notification)
{
    static const QHash<QString, BadgeText> table{
        {u"domain.verified"_s, {Words::tr("Verified"), Tone::Good}},
        {u"domain.recovered"_s, {Words::tr("Recovered"), Tone::Good}},
        {u"domain.warning"_s, {Words::tr("Warning"), Tone::Warning}},
        {u"domain.downgraded"_s, {Words::tr("Downgraded"), Tone::Bad}},
        {u"domain.claimed_elsewhere"_s, {Words::tr("Moved"), Tone::Warning}},
        {u"domain.dangling"_s, {Words::tr("Left over"), Tone::Warning}},
        {u"certificate.failed"_s, {Words::tr("Certificate failed"), Tone::Bad}},
        {u"certificate.expiring"_s, {Words::tr("Certificate ends"), Tone::Bad}},
        {u"certificate.recovered"_s, {Words::tr("Certificate in order"), Tone::Good}},
        {u"monitor.held"_s, {Words::tr("Monitor held"), Tone::Warning}},
        {u"monitor.resumed"_s, {Words::tr("Monitor runs"), Tone::Good}},
        {u"store.trouble"_s, {Words::tr("Not recorded"), Tone::Bad}},
        {u"store.recovered"_s, {Words::tr("Recorded again"), Tone::Good}},
        {u"webhook.off"_s, {Words::tr("Webhook off"), Tone::Bad}},
        {u"test"_s, {Words::tr("Test mail"), Tone::Neutral}},
    };
    return table.value(notification.kind, {Words::tr("Notice"), Tone::Neutral});
}

BadgeText webhookBadge(const wire::Webhook &webhook)
{
    switch (webhook.state) {
    case wire::WebhookState::On:
        return {Words::tr("On"), Tone::Good, Mark::Dot};
    case wire::WebhookState::Failing:
        return {Words::tr("Failing"), Tone::Warning, Mark::Triangle};
    case wire::WebhookState::Off:
        return {Words::tr("Off"), Tone::Neutral, Mark::Ring};
    case wire::WebhookState::Gone:
        return {Words::tr("Off: gone"), Tone::Bad, Mark::Cross};
    case wire::WebhookState::GivenUp:
        return {Words::tr("Off: given up"), Tone::Bad, Mark::Cross};
    }
    return {};
}

BadgeText webhookCallBadge(const wire::WebhookDelivery &delivery)
{
    const QString status = delivery.status > 0 ? QString::number(delivery.status) : Words::tr("No answer");
    const bool isGood = delivery.status >= 200 && delivery.status < 300;
    return {delivery.calls > 1 ? Words::tr("%1 · %2 calls").arg(status).arg(delivery.calls) : status,
            isGood ? Tone::Good : Tone::Bad, isGood ? Mark::Check : Mark::Cross};
}

QStringList webhookTypes()
{
    return {u"event.open"_s,         u"event.click"_s,       u"domain.verified"_s, u"domain.warning"_s,
            u"domain.recovered"_s,   u"domain.downgraded"_s, u"domain.deleted"_s,  u"certificate.issued"_s,
            u"certificate.failed"_s, u"monitor.held"_s};
}

QString webhookTypeWord(const QString &type)
{
    static const QHash<QString, QString> words{{u"event.open"_s, Words::tr("Opens")},
                                               {u"event.click"_s, Words::tr("Clicks")},
                                               {u"domain.verified"_s, Words::tr("Domain verified")},
                                               {u"domain.warning"_s, Words::tr("Domain warned of")},
                                               {u"domain.recovered"_s, Words::tr("Domain recovered")},
                                               {u"domain.downgraded"_s, Words::tr("Domain downgraded")},
                                               {u"domain.deleted"_s, Words::tr("Domain deleted")},
                                               {u"certificate.issued"_s, Words::tr("Certificate issued")},
                                               {u"certificate.failed"_s, Words::tr("Certificate failed")},
                                               {u"monitor.held"_s, Words::tr("Monitor held")}};
    return words.value(type, type);
}

bool needsAttention(const wire::TrackingDomain &domain)
{
    return isDowngraded(domain) || domain.strikes > 0 || domain.certificate.state == CertificateState::Failed;
}

} // namespace unmta::ui

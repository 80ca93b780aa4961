#include "domain/authority/Caa.h"

#include <QRegularExpression>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr int criticalFlag = 128;

// The value of an `issue` property (RFC 8659 section 4.2). One that does not follow the grammar names nobody.
struct IssueValue
{
    QString issuer; // lower case; empty: nobody
    QList<std::pair<QString, QString>> parameters;

    [[nodiscard]] QStringList all(QLatin1StringView name) const
    {
        QStringList values;
        for (const auto &[tag, value] : parameters) {
            if (tag == name)
                values << value;
        }
        return values;
    }
};

IssueValue issueValueOf(const QString &text)
{
    static const QRegularExpression issuerForm(u"\\A[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\z"_s);
    static const QRegularExpression parameterForm(u"\\A([A-Za-z0-9]+)[ \\t]*=[ \\t]*([\\x21-\\x3a\\x3c-\\x7e]*)\\z"_s);
    const QStringList parts = text.split(u';');
    IssueValue value;
    const QString issuer = parts.first().trimmed();
    if (!issuerForm.match(issuer).hasMatch())
        return {};
    for (const QString &part : parts.sliced(1)) {
        const QString trimmed = part.trimmed();
        if (trimmed.isEmpty())
            continue;
        const auto match = parameterForm.match(trimmed);
        if (!match.hasMatch())
            return {};
        value.parameters.append({match.captured(1).toLower(), match.captured(2)});
    }
    value.issuer = issuer.toLower();
    return value;
}

// RFC 8657 section 3: an account given twice is nobody's.
bool allowsAccount(const IssueValue &value, const CaaApplicant &applicant)
{
    const QStringList accounts = value.all("accounturi"_L1);
    return accounts.isEmpty() || (accounts.size() == 1 && accounts.first() == applicant.accountUri);
}

// Section 4.
bool allowsMethod(const IssueValue &value, const CaaApplicant &applicant)
{
    const QStringList methods = value.all("validationmethods"_L1);
    return methods.isEmpty() ||
           (methods.size() == 1 && methods.first().split(u',').contains(applicant.validationMethod));
}

bool isUnderstood(const QString &tag)
{
    static const QStringList known{u"issue"_s,    u"issuewild"_s,    u"iodef"_s,       u"issuemail"_s,
                                   u"issuevmc"_s, u"contactemail"_s, u"contactphone"_s};
    return known.contains(tag);
}

QString line(const CaaSet &set, const CaaRecord &record)
{
    return set.name + u". CAA "_s + record.text();
}

CaaRefusal refusal(const CaaSet &set, const CaaApplicant &applicant, CaaRefusal::Reason reason,
                   const QStringList &named, const QString &parameters)
{
    return {reason, named, line(set, {0, u"issue"_s, applicant.identities.first() + parameters})};
}

} // namespace

std::optional<CaaRecord> CaaRecord::parse(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d{1,3})[ \\t]+([A-Za-z0-9]+)[ \\t]+\"((?:[^\"\\\\]|\\\\.)*)\"\\z"_s);
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(1).toInt() > 255)
        return std::nullopt;
    QString value = match.captured(3);
    value.replace(QRegularExpression(u"\\\\([\"\\\\;])"_s), u"\\1"_s);
    return CaaRecord{match.captured(1).toInt(), match.captured(2).toLower(), value};
}

QString CaaRecord::text() const
{
    QString escaped = value;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u"%1 %2 \"%3\""_s.arg(QString::number(flags), tag, escaped);
}

std::optional<CaaRefusal> judgeCaa(const CaaSet &set, const CaaApplicant &applicant)
{
    if (set.name.isEmpty() || applicant.identities.isEmpty())
        return std::nullopt;
    QStringList named;
    bool restricts = false;
    std::optional<CaaRefusal> almost;
    for (const CaaRecord &record : set.records) {
        // Whatever the others allow.
        if ((record.flags & criticalFlag) != 0 && !isUnderstood(record.tag))
            return CaaRefusal{CaaRefusal::Reason::NotUnderstood, {}, line(set, record)};
    }
    for (const CaaRecord &record : set.records) {
        if (record.tag != u"issue")
            continue;
        restricts = true;
        const IssueValue value = issueValueOf(record.value);
        if (value.issuer.isEmpty())
            continue;
        named << value.issuer;
        const bool isOurs =
            std::any_of(applicant.identities.begin(), applicant.identities.end(), [&value](const QString &identity) {
                return identity.compare(value.issuer, Qt::CaseInsensitive) == 0;
            });
        if (!isOurs)
            continue;
        const bool isAccountAllowed = allowsAccount(value, applicant);
        const bool isMethodAllowed = allowsMethod(value, applicant);
        if (isAccountAllowed && isMethodAllowed)
            return std::nullopt;
        // What is offered is as narrow as what stands there.
        QString parameters;
        if (!value.all("accounturi"_L1).isEmpty())
            parameters += u"; accounturi="_s + applicant.accountUri;
        if (!value.all("validationmethods"_L1).isEmpty())
            parameters += u"; validationmethods="_s + applicant.validationMethod;
        const auto reason = isAccountAllowed ? CaaRefusal::Reason::OtherMethod : CaaRefusal::Reason::OtherAccount;
        almost = refusal(set, applicant, reason, {value.issuer}, parameters);
    }
    if (!restricts || almost)
        return almost;
    named.removeDuplicates();
    return refusal(set, applicant, CaaRefusal::Reason::NotNamed, named, {});
}

} // namespace unmta

// Who may issue certificates for a name: CAA records (RFC 8659), with the parameters of RFC 8657. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta {

struct CaaRecord
{
    int flags = 0;
    QString tag; // lower case
    QString value;

    // As a zone file has it: `0 issue "ca.example"`. None when it is not that.
    [[nodiscard]] static std::optional<CaaRecord> parse(const QString &text);
    [[nodiscard]] QString text() const;

    bool operator==(const CaaRecord &) const = default;
};

// The relevant record set of a host (RFC 8659 section 3): of the first name with any, from the host upwards.
struct CaaSet
{
    QString name; // empty: there is none, everybody may issue
    QList<CaaRecord> records;

    bool operator==(const CaaSet &) const = default;
};

// Who wants to issue, and how.
struct CaaApplicant
{
    QStringList identities; // the names that the CA goes by in CAA records; any of them will do
    QString accountUri;
    QString validationMethod;
};

// Why it may not, and the line of the zone file that mends it.
struct CaaRefusal
{
    enum class Reason : std::uint8_t
    {
        NotNamed,     // others are, or nobody is
        OtherAccount, // accounturi
        OtherMethod,  // validationmethods
        NotUnderstood // a critical record that is in nobody's book
    };
    Reason reason = Reason::NotNamed;
    QStringList named; // who may issue; empty: nobody
    QString record;    // to be added; to be removed when it is not understood
};

// Of a host, never of a wildcard: what `issuewild` says does not matter. None: it may issue.
[[nodiscard]] std::optional<CaaRefusal> judgeCaa(const CaaSet &set, const CaaApplicant &applicant);

} // namespace unmta

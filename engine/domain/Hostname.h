// Host names as this product accepts them: RFC 1123 letters, digits and hyphens after IDNA (RFC 5891 by way of UTS 46),
// without trailing dot, in lower case.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>

namespace unmta {

class Hostname
{
public:
    Hostname() = default; // the empty name, which is no host

    // Syntax only: any number of labels, any top-level domain.
    // Errors (field "name"): domain.required, domain.url, domain.wildcard, domain.ip_address, domain.malformed,
    // domain.label_too_long, domain.too_long.
    [[nodiscard]] static Result<Hostname> parse(const QString &input);

    // The form of the wire and the store: "xn--mnch-0ra.beispiel.de".
    [[nodiscard]] const QString &ascii() const { return m_ascii; }
    // The form for people: "münch.beispiel.de"; equal to ascii() for names without IDNA labels.
    [[nodiscard]] QString unicode() const;
    [[nodiscard]] bool isEmpty() const { return m_ascii.isEmpty(); }
    [[nodiscard]] qsizetype labelCount() const;
    // "track.example.com" is under "example.com"; a name is not under itself.
    [[nodiscard]] bool isUnder(const QString &asciiZone) const;

    // The name a customer registers: "example.co.uk" for "track.example.co.uk", by the Public Suffix List; empty for a
    // public suffix itself.
    [[nodiscard]] QString registrableDomain() const;
    // What to type into a provider's name field: "track" for "track.example.com", or the full name when the
    // registrable domain is not known.
    [[nodiscard]] QString labelsBelowRegistrableDomain() const;

    bool operator==(const Hostname &) const = default;

private:
    explicit Hostname(QString ascii)
        : m_ascii(std::move(ascii))
    {}
    QString m_ascii;
};

// A name that may become a tracking domain: parse(), then the rules for names.
// Further errors: domain.reserved_tld, domain.not_subdomain, domain.own_zone, domain.apex. (domain.duplicate is the
// store's to find.)
[[nodiscard]] Result<Hostname> parseTrackingHostname(const QString &input, const QString &targetZone);

// A host name as people type or paste it: in quotes, with a backslash, as a web address, with blanks or a dot too many,
// or the whole line of a zone file. Says what was meant and what is wrong with it.
enum class TypingMistake : std::uint8_t
{
    WholeLine, // "track.example.com. 300 IN CNAME v-1.track.unmta.net."
    WebAddress,
    Quotes,
    Backslash,
    Blank,
    SecondDot,
};

struct TypedName
{
    QString name; // without the mistakes, lower case, without the final dot
    QList<TypingMistake> mistakes;
};

[[nodiscard]] TypedName readTypedName(const QString &text);
// "It is in quotation marks", and "remove the quotation marks".
[[nodiscard]] QString mistakeText(TypingMistake mistake);
[[nodiscard]] QString mistakeFix(TypingMistake mistake);

} // namespace unmta

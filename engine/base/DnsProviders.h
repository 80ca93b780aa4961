// The DNS providers that are known by name: one file each in resources/providers, whose name is the provider's id. A
// file begins with a head of "key: value" lines between two lines of three hyphens, and goes on with the instructions:
//
//   name     what people call it
//   servers  its name servers, as suffixes of whole labels separated by blanks; "*" stands for any part of a label
//   place    where a record is edited, to begin a sentence with; {{zone}} is the zone. By default "At <name>"
//
// "other" is the file for everybody else; it has no servers.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace unmta {

struct DnsProvider
{
    QString id;
    QString name;
    QString place;
    QStringList servers;
    QString guide; // Markdown with {{zone}}, {{label}}, {{host}}, {{target}}

    // `nameServer` is in lower case and without a final dot.
    [[nodiscard]] bool owns(const QString &nameServer) const;
};

// By name; "other" comes last.
[[nodiscard]] const QList<DnsProvider> &dnsProviders();

// Null when there is none of this id.
[[nodiscard]] const DnsProvider *findDnsProvider(QStringView id);

// From the text of a file.
[[nodiscard]] DnsProvider parseDnsProvider(const QString &id, const QString &text);

} // namespace unmta

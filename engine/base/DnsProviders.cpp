#include "base/DnsProviders.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr auto otherId = "other"_L1;

bool labelFits(QStringView label, QStringView pattern)
{
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return label == pattern;
    return label.size() >= pattern.size() - 1 && label.startsWith(pattern.first(star)) &&
           label.endsWith(pattern.sliced(star + 1));
}

// The pattern's labels are the last ones of the name.
bool nameFits(QStringView name, QStringView pattern)
{
    const auto labels = name.split(u'.');
    const auto wanted = pattern.split(u'.');
    return labels.size() >= wanted.size() &&
           std::equal(wanted.rbegin(), wanted.rend(), labels.rbegin(),
                      [](QStringView part, QStringView label) { return labelFits(label, part); });
}

QList<DnsProvider> readAll()
{
    QList<DnsProvider> providers;
    const QDir folder(u":/unmta/providers"_s);
    for (const QString &name : folder.entryList({u"*.md"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            providers << parseDnsProvider(name.chopped(3), QString::fromUtf8(file.readAll()));
    }
    std::sort(providers.begin(), providers.end(), [](const DnsProvider &a, const DnsProvider &b) {
        if ((a.id == otherId) != (b.id == otherId))
            return b.id == otherId;
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return providers;
}

} // namespace

bool DnsProvider::owns(const QString &nameServer) const
{
    return std::any_of(servers.begin(), servers.end(),
                       [&](const QString &pattern) { return nameFits(nameServer, pattern); });
}

DnsProvider parseDnsProvider(const QString &id, const QString &text)
{
    DnsProvider provider{id, id, {}, {}, text};
    const auto mark = "---\n"_L1;
    const qsizetype end = text.startsWith(mark) ? text.indexOf("\n---\n"_L1) : -1;
    if (end >= 0) {
        provider.guide = text.sliced(end + 5);
        const QString head = text.sliced(mark.size(), std::max<qsizetype>(0, end - mark.size()));
        for (const QString &line : head.split(u'\n')) {
            const QString key = line.section(u':', 0, 0);
            const QString value = line.section(u':', 1).trimmed();
            if (key == "name"_L1)
                provider.name = value;
            else if (key == "place"_L1)
                provider.place = value;
            else if (key == "servers"_L1)
                provider.servers = value.split(u' ', Qt::SkipEmptyParts);
        }
    }
    if (provider.place.isEmpty())
        provider.place = id == otherId ? u"At your DNS provider"_s : u"At %1"_s.arg(provider.name);
    return provider;
}

const QList<DnsProvider> &dnsProviders()
{
    static const QList<DnsProvider> all = readAll();
    return all;
}

const DnsProvider *findDnsProvider(QStringView id)
{
    const auto &all = dnsProviders();
    const auto found = std::find_if(all.begin(), all.end(), [id](const DnsProvider &each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace unmta

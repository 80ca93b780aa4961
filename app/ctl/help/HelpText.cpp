#include "ctl/help/HelpText.h"

#include "base/DnsProviders.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct Page
{
    HelpTopic topic;
    QString text;
};

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// "quick-start" of ":/unmta/docs/user/quick-start.md"; its title is the first heading.
Page pageOf(const QString &path)
{
    static const QRegularExpression remark(u"^<!-- .* -->\\n"_s, QRegularExpression::MultilineOption);
    const QString text = readAll(path).remove(remark);
    const QString folder = path.section(u'/', -2, -2);
    const QString section = folder == u"guides" ? u"operator"_s : folder == u"docs" ? u"user"_s : folder;
    return {{path.section(u'/', -1).chopped(3), text.section(u'\n', 0, 0).mid(2), section}, text};
}

QList<Page> pages()
{
    QList<Page> all;
    for (const QString &folder : {u":/unmta/docs"_s, u":/unmta/guides"_s}) {
        for (QDirIterator it(folder, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            all << pageOf(it.next());
    }
    static const QStringList order{u"user"_s, u"operator"_s, u"api"_s, u"contributor"_s};
    std::sort(all.begin(), all.end(), [](const Page &a, const Page &b) {
        const auto sectionA = order.indexOf(a.topic.section);
        const auto sectionB = order.indexOf(b.topic.section);
        return sectionA != sectionB ? sectionA < sectionB : a.topic.name < b.topic.name;
    });
    return all;
}

QString filledIn(const DnsProvider &provider)
{
    QString text = provider.guide;
    text.replace(u"{{zone}}"_s, u"example.com"_s)
        .replace(u"{{label}}"_s, u"track"_s)
        .replace(u"{{host}}"_s, u"track.example.com"_s)
        .replace(u"{{target}}"_s, u"v-0123456789abcdef0123.track.example.net"_s);
    return u"# %1\n\nFor track.example.com; your own values are in “unmta-ctl domain show”.\n\n%2"_s.arg(provider.name,
                                                                                                         text);
}

// "### `wrong_target`" and what follows until the next heading.
std::optional<QString> sectionOf(const QString &text, const QString &code)
{
    const QString heading = u"\n### `%1`\n"_s.arg(code);
    const qsizetype from = text.indexOf(heading);
    if (from < 0)
        return std::nullopt;
    const qsizetype end = text.indexOf(u"\n#"_s, from + heading.size());
    return text.mid(from + 1, end < 0 ? -1 : end - from);
}

} // namespace

QList<HelpTopic> helpTopics()
{
    QList<HelpTopic> topics;
    for (const Page &page : pages())
        topics << page.topic;
    for (const DnsProvider &provider : dnsProviders())
        topics << HelpTopic{provider.id, provider.name, u"provider"_s};
    return topics;
}

std::optional<QString> helpText(const QString &topic)
{
    const QList<Page> all = pages();
    for (const Page &page : all) {
        if (page.topic.name == topic)
            return page.text;
    }
    if (const DnsProvider *provider = findDnsProvider(topic))
        return filledIn(*provider);
    for (const Page &page : all) {
        if (auto section = sectionOf(page.text, topic))
            return section;
    }
    return std::nullopt;
}

} // namespace unmta::ctl

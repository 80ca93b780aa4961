#include "events/BotWords.h"

#include <QCoreApplication>
#include <QHash>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct BotWords
{
    Q_DECLARE_TR_FUNCTIONS(BotWords)
};

const QHash<QString, QString> &verdictWords()
{
    static const QHash<QString, QString> words{
        {u"head_request"_s, BotWords::tr("asks without loading")},
        {u"prefetch"_s, BotWords::tr("loads in advance")},
        {u"no_user_agent"_s, BotWords::tr("does not say what it is")},
        {u"apple_privacy"_s, BotWords::tr("Apple's privacy proxy")},
        {u"link_scanner"_s, BotWords::tr("link scanner")},
        {u"link_preview"_s, BotWords::tr("link preview")},
        {u"crawler"_s, BotWords::tr("crawler")},
        {u"monitor"_s, BotWords::tr("watcher of sites")},
        {u"http_library"_s, BotWords::tr("a program's library")},
        {u"after_head"_s, BotWords::tr("had asked without loading")},
        {u"link_burst"_s, BotWords::tr("several links at once")},
        {u"instant_click"_s, BotWords::tr("clicks while loading")},
        {u"click_without_open"_s, BotWords::tr("clicks without opening")},
    };
    return words;
}

} // namespace

QString verdictWord(const QString &verdict)
{
    return verdictWords().value(verdict, verdict);
}

QString doerWord(const QString &verdict)
{
    return verdict.isEmpty() ? BotWords::tr("person") : BotWords::tr("bot · %1").arg(verdictWord(verdict));
}

QString ruleWord(const QString &rule)
{
    // Most are named for the program that they are about.
    return verdictWords().value(rule, QString(rule).replace(u'_', u' '));
}

} // namespace unmta::ui

#include "domains/NameList.h"

#include "domains/NameHint.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct NameList
{
    Q_DECLARE_TR_FUNCTIONS(NameList)
};

// One spelling of all that mean the same host.
QString spelling(const QString &name)
{
    const QString bare = name.endsWith(u'.') ? name.chopped(1) : name;
    return QString::fromLatin1(QUrl::toAce(bare.toLower()));
}

} // namespace

QStringList namesIn(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    return text.split(between, Qt::SkipEmptyParts).mid(0, mostNames);
}

QList<NameVerdict> verdictsOn(const QStringList &names, const QList<wire::TrackingDomain> &known)
{
    QSet<QString> taken;
    for (const wire::TrackingDomain &domain : known)
        taken.insert(domain.name);
    QSet<QString> seen;
    QList<NameVerdict> verdicts;
    for (const QString &name : names) {
        const NameHint hint = nameHint(name);
        const QString same = spelling(name);
        QString why = hint.text;
        if (why.isEmpty() && taken.contains(same))
            why = NameList::tr("The cluster has it already.");
        else if (why.isEmpty() && seen.contains(same))
            why = NameList::tr("It stands in the list twice.");
        if (why.isEmpty())
            seen.insert(same);
        verdicts.append({name, why.isEmpty(), why});
    }
    return verdicts;
}

} // namespace unmta::ui

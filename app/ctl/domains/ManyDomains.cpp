#include "ctl/domains/ManyDomains.h"

#include "ctl/Input.h"
#include "ctl/Show.h"

#include <QJsonArray>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// Small enough that something is seen to happen.
qsizetype sizeOfCall(wire::BulkAction action)
{
    return action == wire::BulkAction::Verify ? 16 : 100;
}

bool isGood(const wire::BulkOutcome &outcome)
{
    return outcome.status < 400 && (!outcome.check || outcome.check->outcome == wire::CheckOutcome::Match);
}

QStringList rowOf(wire::BulkAction action, const wire::BulkOutcome &outcome)
{
    if (outcome.error)
        return {outcome.name, u"FAILED"_s, outcome.error->message};
    switch (action) {
    case wire::BulkAction::Add:
        return {outcome.name, u"added"_s, outcome.domain ? outcome.domain->record.value : u"-"_s};
    case wire::BulkAction::Verify:
        return {outcome.name, outcome.check ? wordFor(outcome.check->outcome) : u"-"_s,
                outcome.check ? outcome.check->message : u"-"_s};
    case wire::BulkAction::Delete:
        break;
    }
    return {outcome.name, u"deleted"_s, u"-"_s};
}

// All outcomes, call by call.
Result<QJsonArray> run(Session &session, const QStringList &path, wire::BulkAction action, const QStringList &names)
{
    QJsonArray all;
    for (qsizetype from = 0; from < names.size(); from += sizeOfCall(action)) {
        printProgress(u"%1 of %2"_s.arg(from).arg(names.size()));
        const auto answer =
            session.call(api::changeTrackingDomains, path, {action, names.mid(from, sizeOfCall(action))});
        if (!answer.body) {
            printProgress({});
            if (from > 0)
                printNote(u"%1 names were done before this."_s.arg(from));
            return answer.body.error();
        }
        const QJsonArray outcomes = answer.body->value(u"data"_s).toArray();
        for (const auto &outcome : outcomes)
            all.append(outcome);
    }
    printProgress({});
    return all;
}

} // namespace

Result<QStringList> namesOf(const QStringList &words, const QString &file)
{
    QStringList names = words;
    if (!file.isEmpty()) {
        const auto content = contentOf(file);
        if (!content)
            return content.error();
        const QStringList lines = QString::fromUtf8(*content).remove(QChar::ByteOrderMark).split(u'\n');
        for (const QString &line : lines) {
            const QString name = line.trimmed();
            if (!name.isEmpty() && !name.startsWith(u'#'))
                names << name;
        }
    }
    if (names.isEmpty())
        return usageError(file.isEmpty() ? u"Give a NAME, or --from FILE; a name is required."_s
                                         : u"There is no name in %1."_s.arg(file));
    return names;
}

Outcome changeMany(Session &session, wire::BulkAction action, const QStringList &names)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    const Items<wire::BulkOutcome> items{run(session, *path, action, names)};
    const auto presented =
        presentList(session, items,
                    Table({u"NAME"_s, u"OUTCOME"_s, action == wire::BulkAction::Add ? u"CNAME TARGET"_s : u"DETAIL"_s}),
                    [action](const wire::BulkOutcome &outcome) { return rowOf(action, outcome); }, {});
    if (!presented)
        return presented.error();
    const auto outcomes = items.values();
    if (!outcomes)
        return outcomes.error();
    const auto bad = std::count_if(outcomes->begin(), outcomes->end(), [](const auto &o) { return !isGood(o); });
    if (bad > 0)
        printNote(u"%1 of %2 failed."_s.arg(bad).arg(outcomes->size()));
    return bad == 0 ? Exit::Done : Exit::Refused;
}

} // namespace unmta::ctl

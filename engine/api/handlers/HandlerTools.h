// What several handlers do alike.
#pragma once

#include "api/ApiCall.h"
#include "api/ApiDispatcher.h"
#include "base/Page.h"
#include "contract/Operations.h"

namespace unmta {

class AuditLog;

// What something was, and what it has become: empty where it was not or is no more. Never a secret.
struct Values
{
    QJsonObject before;
    QJsonObject after;

    // Only what differs of two states of the same thing.
    [[nodiscard]] static Values difference(const QJsonObject &before, const QJsonObject &after);
};

// Whoever is not on this computer must not make the engine write into its file system, nor read its keys.
[[nodiscard]] inline bool isElsewhere(const ApiCall &call)
{
    return call.token.has_value();
}

// Writes down who did what from where, after it was done.
void audit(AuditLog &log, const ApiCall &call, const QString &action, const QString &subject,
           const QString &detail = {}, const Values &values = {});

// One of the words, which stand for the values in their order; nothing where it is not given.
template <typename T>
[[nodiscard]] Result<std::optional<T>> queryWord(const ApiCall &call, const char *name,
                                                 const QList<std::pair<QString, T>> &words)
{
    const QString text = call.query(name);
    if (text.isEmpty())
        return std::optional<T>();
    QStringList known;
    for (const auto &[word, value] : words) {
        if (text == word)
            return std::optional<T>(value);
        known << word;
    }
    return badQuery(QString::fromLatin1(name), QStringLiteral("give ") + known.join(QStringLiteral(" or ")));
}

// A page of a list that is never shown whole: what `read` gives for a cursor and a limit.
template <typename Read>
[[nodiscard]] std::invoke_result_t<Read, QString, int> onePage(const ApiCall &call, int byDefault, Read read)
{
    const auto limit = call.queryInt("limit", byDefault, 1, maxPageSize);
    if (!limit)
        return limit.error();
    return read(call.query("after"), *limit);
}

// A list that comes whole, unless a page of it is asked for: what `read` gives for a cursor and a limit.
template <typename Read>
[[nodiscard]] std::invoke_result_t<Read, QString, int> wholeOrPage(const ApiCall &call, Read read)
{
    const auto limit = call.queryInt("limit", 0, 1, maxPageSize);
    if (!limit)
        return limit.error();
    auto page = read(call.query("after"), *limit > 0 ? *limit : maxPageSize);
    while (*limit == 0 && page && !page->next.isEmpty()) {
        auto more = read(page->next, maxPageSize);
        if (!more)
            return more.error();
        page->items += more->items;
        page->next = more->next;
    }
    return page;
}

// `show` makes JSON of an item.
template <typename Page, typename Show>
[[nodiscard]] Result<ApiResponse> pageResponse(const Result<Page> &page, Show show)
{
    if (!page)
        return page.error();
    QJsonArray array;
    for (const auto &item : page->items)
        array.append(show(item));
    return listResponse(array, page->next);
}

// For what takes longer than the engine thread may be kept: `job` runs on one of the dispatcher's workers, `then` gets
// its result on the engine thread.
template <typename Job, typename Then>
void onWorker(ApiDispatcher &dispatcher, Job job, Then then)
{
    dispatcher.workers().start([&dispatcher, job = std::move(job), then = std::move(then)] {
        QMetaObject::invokeMethod(
            &dispatcher,
            [&dispatcher, then, result = job()] {
                const auto asked = dispatcher.frame();
                then(result);
            },
            Qt::QueuedConnection);
    });
}

} // namespace unmta

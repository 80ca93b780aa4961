#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "base/Duration.h"
#include "service/changes/ChangeFeed.h"

#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis longestWait = std::chrono::seconds(60);
constexpr int maxWaitersOfToken = 16;
constexpr int secondsUntilRetry = 5;

// How many readers of each token wait now. Whoever has none is this computer's own, and not counted.
class WaiterCounts
{
public:
    // A place, given back when its last holder ends; none when there is none left.
    [[nodiscard]] std::shared_ptr<void> take(const std::optional<Token> &token)
    {
        if (!token)
            return m_counts;
        int &count = (*m_counts)[token->id];
        if (count >= maxWaitersOfToken)
            return nullptr;
        ++count;
        return {m_counts.get(), [counts = m_counts, id = token->id](void *) {
                    if (--(*counts)[id] == 0)
                        counts->remove(id);
                }};
    }

private:
    std::shared_ptr<QHash<std::int64_t, int>> m_counts = std::make_shared<QHash<std::int64_t, int>>();
};

wire::Change toWire(const Change &change)
{
    return {change.sequence, change.kind, change.clusterId, change.subject, change.action};
}

struct Question
{
    QString epoch;
    qint64 since = 0;
    std::optional<QString> clusterId; // of the token: other clusters' changes are not told
};

std::optional<ApiResponse> answerNow(const ChangeFeed &feed, const Question &question, bool evenIfEmpty)
{
    const auto changes = feed.since(question.epoch, question.since);
    wire::ChangePage page;
    page.epoch = feed.epoch();
    page.next = changes.next;
    page.reset = changes.reset;
    for (const Change &change : changes.list) {
        if (!question.clusterId || change.clusterId == *question.clusterId)
            page.changes.append(toWire(change));
    }
    if (page.changes.isEmpty() && !page.reset && !evenIfEmpty)
        return std::nullopt;
    return dataResponse(wire::toJson(page));
}

// A reader that waits: lives until something happens or its time is over.
class Waiter final : public QObject
{
public:
    Waiter(ChangeFeed &feed, Question question, Millis wait, std::shared_ptr<void> place, ApiAnswer answer)
        : QObject(&feed)
        , m_feed(feed)
        , m_question(std::move(question))
        , m_place(std::move(place))
        , m_answer(std::move(answer))
    {
        // Changes come in groups (a deletion touches domain and cluster): through the event loop they travel together.
        connect(
            &feed, &ChangeFeed::appended, this, [this] { look(false); }, Qt::QueuedConnection);
        QTimer::singleShot(wait, this, [this] { look(true); });
    }

private:
    void look(bool timeIsOver)
    {
        if (!m_answer)
            return;
        if (auto response = answerNow(m_feed, m_question, timeIsOver || m_feed.isClosed())) {
            std::exchange(m_answer, nullptr)(*std::move(response));
            deleteLater();
        }
    }

    ChangeFeed &m_feed;
    Question m_question;
    std::shared_ptr<void> m_place;
    ApiAnswer m_answer;
};

Result<Millis> waitOf(const ApiCall &call)
{
    const QString text = call.query("wait");
    if (text.isEmpty())
        return Millis(0);
    bool isNumber = false;
    const int seconds = text.toInt(&isNumber);
    auto wait = isNumber && seconds >= 0 ? Result<Millis>(std::chrono::seconds(seconds)) : parseDuration(text);
    if (!wait)
        return badQuery(u"wait"_s, u"give a duration such as 25s"_s);
    return std::min(*wait, longestWait);
}

void getChanges(ChangeFeed &feed, WaiterCounts &waiters, const ApiCall &call, const ApiAnswer &answer)
{
    const auto wait = waitOf(call);
    if (!wait)
        return answer(wait.error());
    Question question;
    question.epoch = call.query("epoch");
    const QString since = call.query("since");
    bool ok = true;
    question.since = since.isEmpty() ? 0 : since.toLongLong(&ok);
    if (!ok || question.since < 0)
        return answer(badQuery(u"since"_s, u"give the number next of the page before"_s));
    if (question.epoch.isEmpty() && !since.isEmpty())
        question.epoch = feed.epoch(); // whoever leaves the epoch out trusts that it is the same
    if (call.token)
        question.clusterId = call.token->clusterId;
    if (auto response = answerNow(feed, question, wait->count() == 0 || feed.isClosed()))
        return answer(*std::move(response));
    auto place = waiters.take(call.token);
    if (!place) {
        return answer(Error(
            u"request.too_many_polls"_s, {},
            {{u"limit"_s, QString::number(maxWaitersOfToken)}, {u"seconds"_s, QString::number(secondsUntilRetry)}}));
    }
    new Waiter(feed, question, *wait, std::move(place), answer);
}

} // namespace

void addChangeHandlers(ApiDispatcher &dispatcher, ChangeFeed &feed)
{
    dispatcher.on(api::getChanges,
                  [&feed, waiters = WaiterCounts()](const ApiCall &call, const ApiAnswer &answer) mutable {
                      getChanges(feed, waiters, call, answer);
                  });
}

} // namespace unmta

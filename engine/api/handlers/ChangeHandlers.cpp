#include "api/ErrorStatus.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "base/Duration.h"
#include "service/changes/ChangeFeed.h"

#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis longestWait = std::chrono::seconds(60);

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
    Waiter(ChangeFeed &feed, Question question, Millis wait, ApiAnswer answer)
        : QObject(&feed)
        , m_feed(feed)
        , m_question(std::move(question))
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

void getChanges(ChangeFeed &feed, const ApiCall &call, const ApiAnswer &answer)
{
    const auto wait = waitOf(call);
    if (!wait)
        return answer(refusal(wait.error()));
    Question question;
    question.epoch = call.query("epoch");
    const QString since = call.query("since");
    bool ok = true;
    question.since = since.isEmpty() ? 0 : since.toLongLong(&ok);
    if (!ok || question.since < 0)
        return answer(refusal(badQuery(u"since"_s, u"give the number next of the page before"_s)));
    if (question.epoch.isEmpty() && !since.isEmpty())
        question.epoch = feed.epoch(); // whoever leaves the epoch out trusts that it is the same
    if (call.token)
        question.clusterId = call.token->clusterId;
    if (auto response = answerNow(feed, question, wait->count() == 0 || feed.isClosed()))
        return answer(*std::move(response));
    new Waiter(feed, question, *wait, answer);
}

} // namespace

void addChangeHandlers(ApiDispatcher &dispatcher, ChangeFeed &feed)
{
    dispatcher.on(api::getChanges,
                  [&](const ApiCall &call, const ApiAnswer &answer) { getChanges(feed, call, answer); });
}

} // namespace unmta

#include "contract/ChangeFollower.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 25'000; // below the idle limits of usual proxies

int pauseMs(int failures)
{
    return std::min(250 << std::min(failures, 6), 10'000);
}

} // namespace

ChangeFollower::ChangeFollower(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ChangeFollower::ask);
}

void ChangeFollower::start()
{
    stop();
    ask();
}

void ChangeFollower::stop()
{
    ++m_generation;
    m_pause.stop();
}

void ChangeFollower::retryNow()
{
    if (m_pause.isActive())
        start();
}

void ChangeFollower::ask()
{
    // The first question must not wait: it tells where the feed stands.
    const int wait = m_epoch.isEmpty() || !m_online ? 0 : waitMs;
    ApiRequest request = plainRequest(
        api::getChanges, {},
        {{u"epoch"_s, m_epoch}, {u"since"_s, QString::number(m_since)}, {u"wait"_s, QString::number(wait) + u"ms"_s}});
    request.timeoutMs += wait;
    m_client.send<wire::ChangePage>(std::move(request), this,
                                    [this, generation = m_generation](const Result<wire::ChangePage> &page) {
                                        if (generation == m_generation)
                                            answered(page);
                                    });
}

void ChangeFollower::answered(const Result<wire::ChangePage> &page)
{
    if (!page) {
        // Once per reason: first nobody answers, then somebody who refuses the token.
        const bool isNews = m_online || m_failures == 0 || page.error().code != m_lastFailure;
        m_online = false;
        m_lastFailure = page.error().code;
        if (isNews)
            Q_EMIT onlineChanged(false, page.error());
        m_pause.start(pauseMs(m_failures++));
        return;
    }
    m_failures = 0;
    if (!m_online) {
        m_online = true;
        Q_EMIT onlineChanged(true, {});
    }
    const bool known = page->epoch == m_epoch; // not on first contact, nor after the feed began anew
    m_epoch = page->epoch;
    m_since = page->next;
    if (page->reset || !known) {
        Q_EMIT reset();
    } else {
        for (const wire::Change &change : page->changes)
            Q_EMIT changed(change);
    }
    // Through the event loop, so that a feed that answers at once does not starve everything else.
    m_pause.start(0);
}

} // namespace unmta

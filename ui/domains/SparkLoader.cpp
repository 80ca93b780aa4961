#include "domains/SparkLoader.h"

#include "charts/Activity.h"
#include "domains/DomainListModel.h"
#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int sparksCollectMs = 60;

} // namespace

SparkLoader::SparkLoader(Session &session, DomainListModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(sparksCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &SparkLoader::refreshDirty);
    const auto forget = [this] {
        m_asked.clear();
        m_dirty.clear();
    };
    connect(&session, &Session::clusterChosen, this, forget);
    connect(&session, &Session::reset, this, forget);
    connect(&session, &Session::changed, this, &SparkLoader::takeChange);
}

void SparkLoader::takeChange(const wire::Change &change)
{
    if (change.kind != ChangeKind::Activity || change.clusterId != m_session.clusterId())
        return;
    m_asked.remove(change.subject);
    m_dirty.insert(change.subject);
    if (!m_collect.isActive())
        m_collect.start();
}

void SparkLoader::refreshDirty()
{
    QStringList shown;
    for (const QString &name : std::exchange(m_dirty, {})) {
        if (m_model.hasSpark(name))
            shown << name;
    }
    want(shown);
}

void SparkLoader::want(const QStringList &names)
{
    for (const QString &name : names) {
        if (m_asked.contains(name))
            continue;
        m_asked.insert(name);
        const DaySpan span = lastDays(m_session.now(), 7);
        m_session.client().activity(m_session.clusterId(), name, span.from, span.to, u"day"_s, this,
                                    [this, name, span](const Result<QList<wire::ActivityBucket>> &buckets) {
                                        if (!buckets)
                                            return;
                                        QList<qint64> perDay;
                                        for (const auto &bucket : fillDays(*buckets, span))
                                            perDay.append(bucket.opens + bucket.clicks);
                                        m_model.setSpark(name, perDay);
                                    });
    }
}

} // namespace unmta::ui

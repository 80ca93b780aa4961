#include "events/export/EventExport.h"

#include "contract/text/EventLines.h"
#include "session/Session.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>
#include <QTimer>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsAtOnce = 500; // reading one takes a few milliseconds of the window's thread
constexpr int mostFailures = 5;
constexpr int firstPauseMs = 500;

// An engine that is busy, or that does not answer for a moment, is asked again.
bool mayPass(const Error &error)
{
    return error.code == "event.busy"_L1 || error.code.startsWith("transport."_L1);
}

QByteArray linesOf(const QJsonArray &events, EventFileKind kind)
{
    QByteArray lines;
    for (const auto &event : events)
        lines += kind == EventFileKind::Csv ? csvLine(event.toObject()) : jsonLine(event.toObject());
    return lines;
}

} // namespace

EventExport::EventExport(Session &session, QueryItems filters, EventFileKind kind, QString path, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_filters(std::move(filters))
    , m_kind(kind)
    , m_path(std::move(path))
    , m_clusterId(session.clusterId())
    , m_file(std::make_shared<QSaveFile>(m_path))
{}

EventExport::~EventExport() = default;

void EventExport::start()
{
    if (!m_file->open(QIODevice::WriteOnly))
        return fail(Error(u"output.failed"_s, {}, {{u"message"_s, m_file->errorString()}}));
    m_file->setPermissions(QFile::ReadOwner | QFile::WriteOwner); // it names people
    if (m_kind == EventFileKind::Csv)
        m_file->write(csvHeader());
    count();
    ask();
}

// Beside the export; without it the progress has no end to show, and that is all.
void EventExport::count()
{
    m_session.client().call(api::summarizeEvents, {m_clusterId}, m_filters + QueryItems{{u"limit"_s, u"1"_s}}, this,
                            [this](const Result<wire::EventSummary> &sums) {
                                if (!sums)
                                    return;
                                m_total = sums->opens + sums->clicks;
                                Q_EMIT progressed(m_written, m_total);
                            });
}

void EventExport::ask()
{
    QueryItems items = m_filters;
    items << std::pair(u"order"_s, u"asc"_s) << std::pair(u"limit"_s, QString::number(eventsAtOnce));
    if (!m_cursor.isEmpty())
        items << std::pair(u"after"_s, m_cursor);
    m_session.client().object(requestOf(api::listEvents, {m_clusterId}, items), this,
                              [this](const Result<QJsonObject> &page) {
                                  if (page) {
                                      m_failures = 0;
                                      take(*page);
                                  } else if (mayPass(page.error()) && ++m_failures < mostFailures) {
                                      QTimer::singleShot(firstPauseMs << m_failures, this, &EventExport::ask);
                                  } else {
                                      fail(page.error());
                                  }
                              });
}

void EventExport::take(const QJsonObject &page)
{
    const QJsonObject meta = page.value(u"meta"_s).toObject();
    const QString next = meta.value(u"next"_s).toString();
    const bool isLast = !meta.value(u"more"_s).toBool() || next.isEmpty();
    if (!next.isEmpty())
        m_cursor = next;
    write(page.value(u"data"_s).toArray(), isLast);
}

// `then` follows on this thread when the job has said true, unless this object is gone by then.
void EventExport::onWorker(const std::function<bool(QSaveFile &file)> &job, const std::function<void()> &then)
{
    QThreadPool::globalInstance()->start([job, then, file = m_file, self = QPointer(this), context = qApp] {
        const bool isGood = job(*file);
        const QString problem = isGood ? QString() : file->errorString();
        // `self` is looked at on its own thread only.
        QMetaObject::invokeMethod(context, [self, then, isGood, problem] {
            if (self && isGood)
                then();
            else if (self)
                self->fail(Error(u"output.failed"_s, {}, {{u"message"_s, problem}}));
        });
    });
}

void EventExport::write(const QJsonArray &events, bool isLast)
{
    const auto put = [events, kind = m_kind](QSaveFile &file) {
        const QByteArray lines = linesOf(events, kind);
        return file.write(lines) == lines.size();
    };
    onWorker(put, [this, count = events.size(), isLast] {
        m_written += count;
        Q_EMIT progressed(m_written, m_total);
        isLast ? finish() : ask();
    });
}

void EventExport::finish()
{
    Q_EMIT finishing();
    onWorker([](QSaveFile &file) { return file.commit(); }, [this] { Q_EMIT finished(m_written); });
}

void EventExport::fail(const Error &error)
{
    m_file->cancelWriting();
    Q_EMIT failed(error);
}

} // namespace unmta::ui

// All events that a search finds, written to a file that is complete or not there. The engine is asked page by page;
// lines are made and written on another thread, so that the window stays free however many events there are. Deleted
// before its end, it leaves nothing behind.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "contract/Operations.h"

#include <QObject>

#include <functional>
#include <memory>

class QSaveFile;

namespace unmta::ui {

class Session;

enum class EventFileKind : std::uint8_t
{
    Csv,
    Lines // of JSON
};

class EventExport final : public QObject
{
    Q_OBJECT

public:
    // `filters`: parameters of listEvents, without those of a page.
    EventExport(Session &session, QueryItems filters, EventFileKind kind, QString path, QObject *parent);
    ~EventExport() override;
    void start();

Q_SIGNALS:
    // `total` is −1 until the engine has counted them; more may come meanwhile.
    void progressed(qint64 written, qint64 total);
    // All is written; what is left is to give the file its name, which nothing stops any more.
    void finishing();
    void failed(const unmta::Error &error);
    void finished(qint64 written);

private:
    void count();
    void ask();
    void take(const QJsonObject &page);
    void write(const QJsonArray &events, bool isLast);
    void finish();
    void onWorker(const std::function<bool(QSaveFile &file)> &job, const std::function<void()> &then);
    void fail(const Error &error);

    Session &m_session;
    const QueryItems m_filters;
    const EventFileKind m_kind;
    const QString m_path;
    const QString m_clusterId;
    std::shared_ptr<QSaveFile> m_file; // while a page is written, that thread's
    QString m_cursor;
    qint64 m_written = 0;
    qint64 m_total = -1;
    int m_failures = 0; // in a row
};

} // namespace unmta::ui

// Writes all entries that a filter finds to a file, page by page, whole or not at all.
#pragma once

#include "audit/AuditLoader.h"
#include "contract/wire/Envelope.h"

#include <QSaveFile>

namespace unmta::ui {

class AuditExport final : public QObject
{
    Q_OBJECT

public:
    // As CSV, or with the suffix .ndjson as one JSON object a line.
    AuditExport(Session &session, const AuditLoader &loader, const QString &path, QObject *parent);
    void start();

Q_SIGNALS:
    void progressed(qint64 written);
    // Empty: it is written.
    void finished(qint64 written, const QString &problem);

private:
    void next(const QString &after);
    void take(const wire::Page<wire::AuditEntry> &page);
    void end(const QString &problem);

    Session &m_session;
    QList<std::pair<QString, QString>> m_query; // as it was at the beginning
    QSaveFile m_file;
    qint64 m_written = 0;
};

} // namespace unmta::ui

// Follows the change feed: one long poll after the other, with growing pauses while the engine cannot be reached.
#pragma once

#include "contract/ApiClient.h"

#include <QObject>
#include <QTimer>

namespace unmta {

class ChangeFollower final : public QObject
{
    Q_OBJECT

public:
    explicit ChangeFollower(ApiClient &client, QObject *parent = nullptr);

    void start();
    void stop();
    // Tries at once instead of waiting for the pause to end.
    void retryNow();

Q_SIGNALS:
    // Ask for the state of the subject anew.
    void changed(const unmta::wire::Change &change);
    // Changes were missed, or this is the first contact: read everything anew.
    void reset();
    // The engine answers again, or no longer.
    void onlineChanged(bool online, const unmta::Error &error);

private:
    void ask();
    void answered(const Result<wire::ChangePage> &page);

    ApiClient &m_client;
    QTimer m_pause;
    QString m_epoch;
    qint64 m_since = 0;
    int m_failures = 0;
    QString m_lastFailure; // its code
    int m_generation = 0;  // replies to questions from before stop() are ignored
    bool m_online = false;
};

} // namespace unmta

// Who plays along in the sandbox: recipients who open a mail and click its links, at this engine's own edge; and the
// mail to people that an installation with a relay would have sent. Engine thread.
#pragma once

#include "api/handlers/SandboxControls.h"
#include "outbound/Outbound.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace unmta {

class ClusterService;
class LinkService;
class NotificationService;

class SandboxStage final : public QObject, public SandboxPlay
{
    Q_OBJECT

public:
    // All outlive the stage.
    struct Dependencies
    {
        const ClusterService &clusters;
        const LinkService &links;
        const NotificationService &notifications;
        outbound::Outbound &outbound;
        std::function<QList<wire::Listener>()> listeners;
        QString ctl; // as mails tell to type it
    };

    explicit SandboxStage(const Dependencies &d);

    [[nodiscard]] Result<QList<wire::SandboxMail>> mails() const override;
    [[nodiscard]] Result<wire::SandboxAudience> play(const wire::SandboxAudienceInput &input) override;

private:
    struct Request
    {
        QString url;
        QByteArray agent;
    };

    [[nodiscard]] Result<Request> asRequest(const QString &cluster, const QString &host, int recipient,
                                            const QString &link) const;
    void sendSome();
    void send(const Request &request);

    Dependencies d;
    std::deque<Request> m_waiting;
    QTimer m_pace;
    int m_played = 0; // mails, so that each play has its own
};

} // namespace unmta

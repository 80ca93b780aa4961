// The management API of an engine in this very process: requests are posted to the engine thread, replies come back to
// the thread that asked. Values only; nobody blocks.
#pragma once

#include "contract/Transport.h"

#include <QObject>
#include <QPointer>

namespace unmta {

class ApiDispatcher;

class LocalTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    // `dispatcher` lives in the engine's thread and may end before this object: then requests fail as unreachable.
    explicit LocalTransport(ApiDispatcher &dispatcher);
    ~LocalTransport() override;

    void send(ApiRequest request, Callback done) override;

private:
    struct Link;
    std::shared_ptr<Link> m_link;
};

} // namespace unmta

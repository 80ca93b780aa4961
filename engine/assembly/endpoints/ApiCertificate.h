// The management API's own certificate, from the internal authority: made at the start for every name and address under
// which this computer may be asked, and renewed long before it ends. Engine thread.
#pragma once

#include "base/Clock.h"
#include "http/server/TlsContext.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace unmta {

class InternalRoot;

class ApiCertificate final : public QObject
{
    Q_OBJECT

public:
    // For a listener on `address`. `clock` has the real time also in the sandbox, as those who check it have.
    ApiCertificate(InternalRoot &root, QString address, const Clock &clock);

    // Errors: those of the authority; http.* for a context that cannot be made.
    [[nodiscard]] Result<void> start();
    // After start(). A failure is logged, and the present certificate stays.
    void renewOrKeep();
    // Null before start(); always the newest certificate.
    [[nodiscard]] std::shared_ptr<http::TlsContextProvider> context() const { return m_context; }

private:
    [[nodiscard]] Result<void> renew();

    InternalRoot &m_root;
    QString m_address;
    const Clock &m_clock;
    std::shared_ptr<http::SingleTlsContext> m_context;
    QTimer m_renewal;
};

} // namespace unmta

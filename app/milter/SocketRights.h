// Who may speak to a local socket that has just been bound. Internal.
#pragma once

#include <QByteArray>
#include <QString>

#include <string>

namespace unmta::milter {

// Nobody else may connect to what is bound while this lives.
class PrivateUntilGranted
{
public:
    PrivateUntilGranted();
    ~PrivateUntilGranted();
    PrivateUntilGranted(const PrivateUntilGranted &) = delete;
    PrivateUntilGranted &operator=(const PrivateUntilGranted &) = delete;

private:
    unsigned m_before;
};

enum class Granted : std::uint8_t
{
    Yes,
    NoSuchGroup,
    No, // `why` has the system's words
};

// An empty group: the process's own.
[[nodiscard]] Granted grantAccess(const QByteArray &path, const QString &group, unsigned mode, std::string &why);

} // namespace unmta::milter

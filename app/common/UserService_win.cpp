#include "common/UserService.h"

namespace unmta {

using namespace Qt::StringLiterals;

// Services of Windows belong to the computer: the installer makes the engine's.
bool UserService::isPossible(const QString &)
{
    return false;
}

UserService::UserService(QString engineProgram, EngineConfig config, QObject *parent)
    : QObject(parent)
    , m_program(std::move(engineProgram))
    , m_config(std::move(config))
{}

void UserService::install()
{
    fail(u"Windows"_s);
}

void UserService::start()
{
    fail(u"Windows"_s);
}

void UserService::fail(const QString &reason)
{
    Q_EMIT failed(Error(u"console.service"_s, {}, {{u"reason"_s, reason}}));
}

} // namespace unmta

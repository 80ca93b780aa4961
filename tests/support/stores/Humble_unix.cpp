#include "support/stores/Humble.h"

#include <QFile>
#include <QProcess>

#include <csignal>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace unmta::test {

namespace {

// Whom root becomes for it; nobody else may become anybody.
const passwd *humbleUser()
{
    if (geteuid() != 0)
        return nullptr;
    const passwd *user = getpwnam("postgres");
    return user ? user : getpwnam("nobody");
}

// In the child: first the user, since that forgets what is to happen when the parent goes.
void become(uid_t uid, gid_t gid, bool changes)
{
    if (changes && (setgroups(0, nullptr) != 0 || setgid(gid) != 0 || setuid(uid) != 0))
        _exit(126);
#ifdef Q_OS_LINUX
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    setpgid(0, 0);
}

} // namespace

void becomeHumble(QProcess &process)
{
    const passwd *user = humbleUser();
    process.setChildProcessModifier([changes = user != nullptr, uid = user ? user->pw_uid : 0,
                                     gid = user ? user->pw_gid : 0] { become(uid, gid, changes); });
}

bool giveToHumble(const QString &path)
{
    const passwd *user = humbleUser();
    return !user || chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) == 0;
}

void freezeProcess(int pid, bool stops)
{
    ::kill(pid, stops ? SIGSTOP : SIGCONT);
}

} // namespace unmta::test

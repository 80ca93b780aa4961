#include "shell/ClusterDialogs.h"

#include "kit/PromptDialog.h"
#include "session/Session.h"

#include <QCoreApplication>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct ClusterDialogs
{
    Q_DECLARE_TR_FUNCTIONS(ClusterDialogs)
};

PromptDialog *openPrompt(const Prompt &prompt, QWidget *parent)
{
    auto *dialog = new PromptDialog(prompt, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

} // namespace

void openAddCluster(Session &session, QWidget *parent, std::function<void()> added)
{
    PromptDialog *dialog = openPrompt({u"addClusterDialog"_s,
                                       ClusterDialogs::tr("Add cluster"),
                                       ClusterDialogs::tr("A cluster owns its tracking domains, keys and events; "
                                                          "nothing is shared with the others."),
                                       ClusterDialogs::tr("Name"),
                                       {},
                                       ClusterDialogs::tr("Add cluster")},
                                      parent);
    QObject::connect(dialog, &PromptDialog::submitted, &session,
                     [&session, dialog, added = std::move(added)](const QString &name) {
                         session.client().createCluster(
                             {name}, dialog, [&session, dialog, added](const Result<wire::Cluster> &cluster) {
                                 if (!cluster)
                                     return dialog->refuse(cluster.error());
                                 session.addCluster(*cluster);
                                 added();
                                 dialog->accept();
                             });
                     });
}

void openRenameCluster(Session &session, QWidget *parent)
{
    const wire::Cluster *cluster = session.cluster();
    if (!cluster)
        return;
    PromptDialog *dialog =
        openPrompt({u"renameClusterDialog"_s, ClusterDialogs::tr("Rename cluster"),
                    ClusterDialogs::tr("Only the name changes; cluster %1 stays the same.").arg(cluster->id),
                    ClusterDialogs::tr("Name"), cluster->name, ClusterDialogs::tr("Rename")},
                   parent);
    QObject::connect(dialog, &PromptDialog::submitted, &session,
                     [&session, dialog, id = cluster->id](const QString &name) {
                         session.client().renameCluster(id, {name}, dialog,
                                                        [&session, dialog](const Result<wire::Cluster> &renamed) {
                                                            if (!renamed)
                                                                return dialog->refuse(renamed.error());
                                                            session.refreshClusters();
                                                            dialog->accept();
                                                        });
                     });
}

} // namespace unmta::ui

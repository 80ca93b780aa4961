// Only in builds with the thread sanitizer: Qt's library is not one of them, so the sanitizer does not see how a call
// that is queued for another thread hands its values over, and reports every one of them. The ways in which this
// project queues work, connections between threads included, are taken over here, told to the sanitizer, and passed on
// to Qt.
//
// All calls share one mark: what was queued before happened before whatever runs later. That hides a race between two
// queued calls that happen not to overlap, and keeps every other report.
#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include <cstdarg>

#include <dlfcn.h>
#include <sys/types.h>

extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);

// QProcess begins its child within this process's memory. The sanitizer takes that for a process of its own and
// prepares it for its exec, by which the thread that has called is not looked at any more: its locks count for nothing
// from then on, and what they guard is reported. So the library's own is called.
int clone(int (*run)(void *), void *stack, int flags, void *argument, ...)
{
    using Function = int(int (*)(void *), void *, int, void *, ...);
    static auto *const begin =
        reinterpret_cast<Function *>(dlsym(dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), "clone"));
    va_list rest;
    va_start(rest, argument);
    auto *parentsNumber = va_arg(rest, pid_t *);
    va_end(rest);
    return begin(run, stack, flags, argument, parentsNumber);
}
}

namespace {

char mark;

template <typename Function>
Function *inQt(const char *name)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    if (!symbol)
        qFatal("Qt has no %s any more", name);
    return reinterpret_cast<Function *>(symbol);
}

// Stands for a queued call and is called in its place.
class SeenSlot final : public QtPrivate::QSlotObjectBase
{
public:
    explicit SeenSlot(QSlotObjectBase *slot)
        : QSlotObjectBase(&SeenSlot::run)
        , m_slot(slot)
    {}

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *isSame)
    {
        __tsan_acquire(&mark);
        auto *seen = static_cast<SeenSlot *>(self);
        if (which == Call) {
            seen->m_slot->call(receiver, arguments);
            __tsan_release(&mark); // whoever queued it may be the one who takes it away
        } else if (which == Compare) {
            *isSame = seen->m_slot->compare(arguments);
        } else if (which == Destroy) {
            seen->m_slot->destroyIfLastRef();
            delete seen;
        }
    }

    QSlotObjectBase *m_slot;
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    using Function = bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static auto *const invoke = inQt<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *seen = new SeenSlot(slot);
    __tsan_release(&mark);
    const bool done = invoke(object, seen, type, result);
    __tsan_acquire(&mark); // a blocking call has run by now
    return done;
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver, void **slot,
                                             QtPrivate::QSlotObjectBase *object, Qt::ConnectionType type,
                                             const int *types, const QMetaObject *metaObject)
{
    using Function =
        QMetaObject::Connection(const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
                                Qt::ConnectionType, const int *, const QMetaObject *);
    static auto *const connect = inQt<Function>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    __tsan_release(&mark);
    return connect(sender, signal, receiver, slot, new SeenSlot(object), type, types, metaObject);
}

void QMetaObject::activate(QObject *sender, const QMetaObject *metaObject, int signal, void **arguments)
{
    using Function = void(QObject *, const QMetaObject *, int, void **);
    static auto *const emitSignal = inQt<Function>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(&mark);
    emitSignal(sender, metaObject, signal, arguments);
}

void QThreadPool::start(std::function<void()> work, int priority)
{
    using Function = void(QThreadPool *, std::function<void()>, int);
    static auto *const begin = inQt<Function>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    auto *held = new std::function<void()>(std::move(work));
    __tsan_release(&mark);
    begin(
        this,
        [held] {
            __tsan_acquire(&mark);
            (*held)();
            delete held;
            __tsan_release(&mark); // for whoever waits until the pool is done
        },
        priority);
}

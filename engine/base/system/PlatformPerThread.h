// A value of each thread's own: made when the thread first asks for it, gone when the thread ends.
#pragma once

namespace unmta {

#ifdef _WIN32
// Calls action(value) on this thread when it ends; what came last goes first.
void atThreadEnd(void (*action)(void *), void *value);
#endif

// One for each type, so T is a type of the caller's own.
template <typename T>
T &perThread()
{
#ifdef _WIN32
    // MinGW frees what thread_local keeps before it calls the destructors of that; a plain pointer has none.
    thread_local T *value = nullptr;
    if (!value) {
        value = new T();
        atThreadEnd([](void *mine) { delete static_cast<T *>(mine); }, value);
    }
    return *value;
#else
    thread_local T value;
    return value;
#endif
}

} // namespace unmta

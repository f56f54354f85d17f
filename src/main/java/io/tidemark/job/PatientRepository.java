package io.tidemark.job;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * A job repository whose database may be away for a while: what is asked of it is asked again. A
 * write whose answer was lost may have been done: a step that was made twice has one row more, of
 * which nobody takes notice, and a change that was written twice is the same change.
 */
final class PatientRepository implements InvocationHandler {

  private final JobRepository repository;
  private final Outage outage;

  private PatientRepository(JobRepository repository, Outage outage) {
    this.repository = repository;
    this.outage = outage;
  }

  static JobRepository of(JobRepository repository, Outage outage) {
    return (JobRepository)
        Proxy.newProxyInstance(
            JobRepository.class.getClassLoader(),
            new Class<?>[] {JobRepository.class},
            new PatientRepository(repository, outage));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    Call call = new Call(method, given);
    Answer answer = outage.over(call::once);
    if (answer.failure() != null) {
      throw answer.failure();
    }
    return answer.value();
  }

  /** What a call gave: a value, or a failure that no waiting mends. */
  private record Answer(@Nullable Object value, @Nullable Throwable failure) {}

  /** One call, which may be made several times. */
  private final class Call {

    private final Method method;
    private final Object[] arguments;
    private boolean interrupted;

    Call(Method method, Object[] arguments) {
      this.method = method;
      this.arguments = arguments;
    }

    Answer once() {
      try {
        return new Answer(method.invoke(repository, arguments), null);
      } catch (InvocationTargetException e) {
        Throwable failure = e.getCause() == null ? e : e.getCause();
        if (Outage.is(failure) && failure instanceof RuntimeException away) {
          interrupted = true;
          throw away;
        }
        if (interrupted
            && failure instanceof OptimisticLockingFailureException
            && arguments.length == 1
            && arguments[0] instanceof StepExecution step) {
          // The change whose answer was lost had been written.
          step.incrementVersion();
          interrupted = false;
          return once();
        }
        return new Answer(null, failure);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("its methods are public", e);
      }
    }
  }
}
